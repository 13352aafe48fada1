"""What is asked for a 借书证."""

from banshi.define import YES_NO, Choice, Day, Form, Number, Section, Text, When

APPLICATION = Form(
    title="申请信息",
    sections=(
        Section(
            key="reader",
            title="读者",
            fields=(
                Text(key="reader_name", label="读者姓名", longest=40, facet=True),
                Text(key="unit_name", label="所在单位", fact="name", read_only=True),
                Day(key="born_on", label="出生日期", hint="例如 1990-05-01"),
                Choice(key="wants_post", label="是否邮寄到单位", options=YES_NO, facet=True),
                # Asked only of those who want the card by post: a condition is data, so pages can explain it.
                Text(key="post_address", label="邮寄地址", when=When("wants_post", is_in=("是",))),
                Number(key="books", label="一次想借几本", least="1", most="10"),
            ),
        ),
    ),
)
