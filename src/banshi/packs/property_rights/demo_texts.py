"""What the invented agency has told everybody: announcements, 常见问题, since when matters are filed."""

from banshi.define import DemoAnnouncement, DemoFaq, DemoOpening

ANNOUNCEMENTS = (
    DemoAnnouncement(
        title="关于集中补录历史产权数据的通知",
        body="""各一级企业：

请组织所属企业把**已有的产权登记**补录进本系统，尚未登记的一并办理占有登记。

- 企业较多的，可以用【批量补录】，一个工作簿填完整个集团；
- 出资人、注册资本以登记时期的数据为准；
- 扫描件按“组织机构代码_材料”命名，打成一个 ZIP 上传，系统会自动对应。

补录的数据同样逐级审核。遇到问题请先看[办事指南](/help/property_rights/)。""",
        days=12,
        pinned=True,
    ),
    DemoAnnouncement(
        title="登记证、登记表可以在网上核验",
        body="""登记证、登记表都有二维码和核验码。任何人扫码，或者在首页点【核验证照】，就能知道证照是不是真的、现在是否有效，不用登录。

银行、交易机构收到打印件时，请以网上核验的结果为准。""",
        days=40,
    ),
    DemoAnnouncement(
        title="系统每周日 2:00 至 4:00 例行维护",
        body="""维护期间可能短时不能登录。正在填写的内容会自动保存，维护结束后接着填即可。""",
        days=75,
    ),
)
FAQS = (
    DemoFaq(
        category="登录",
        question="忘记密码怎么办？",
        answer="在登录页点【找回密码】，凭账户里的手机号设置新密码。手机号已换的，请联系上级单位或管理机构重新发放初始密码。",
    ),
    DemoFaq(
        category="登录",
        question="为什么在新电脑上登录还要填短信验证码？",
        answer="有下级单位的账户可以审核别人的业务，所以在没有登录过的电脑或手机上要多一道**新设备验证**。同一台设备一年以内只问一次。",
    ),
    DemoFaq(
        category="填报",
        question="填到一半要离开，会丢吗？",
        answer="不会。填写的内容自动保存，换一台电脑登录，在【填报中】里接着填。",
    ),
    DemoFaq(
        category="填报",
        question="组织机构代码和统一社会信用代码是什么关系？",
        answer="统一社会信用代码的第 9 至 17 位就是组织机构代码。用户名填组织机构代码，带不带“-”都可以。",
    ),
    DemoFaq(
        category="附件",
        question="扫描件太大，传不上去？",
        answer="单个文件有大小限制，写在每项材料旁边。请用黑白或灰度、150 至 200 dpi 扫描；页数多的，分成几个文件上传。",
    ),
    DemoFaq(
        category="出证",
        question="什么时候能打印登记表、登记证？",
        answer="国资监管机构批准以后。一级企业在【打证】里打印登记证，其他企业在【打表】里打印登记表。",
    ),
)
OPENINGS = (DemoOpening(matter="occupy", days=60), DemoOpening(matter="change", days=60))
