"""The addresses of the console."""

from django.urls import include, path

from banshi.web.console import (
    accounts,
    confirmations,
    disputes,
    handouts,
    keys,
    log,
    new_unit,
    platforms,
    pleas,
    registrations,
    units,
    working_days,
)

app_name = "console"
urlpatterns = [
    # 系统管理员
    path("texts/", include("banshi.web.console.texts.urls")),
    path("calendar/", working_days.years, name="calendar"),
    path("calendar/<int:number>/", working_days.year, name="year"),
    path("units/", units.units, name="units"),
    path("units/new/", new_unit.add, name="new_unit"),
    path("units/import/", units.bring_in, name="import"),
    path("units/import/units.xlsx", units.template, name="template"),
    path("units/<str:code>/", units.unit, name="unit"),
    path("units/<str:code>/keys/", keys.keys, name="keys"),
    path("units/<str:code>/keys/<int:number>/end/", keys.end, name="end_key"),
    path("units/<str:code>/changes/<int:change>/call-off/", units.call_off, name="call_off"),
    path("platforms/", platforms.listed, name="platforms"),
    path("platforms/new/", platforms.register, name="new_platform"),
    path("platforms/<int:number>/", platforms.platform, name="platform"),
    path("platforms/<int:number>/renew-secret/", platforms.renew_secret, name="renew_platform_secret"),
    path("platforms/<int:number>/end/", platforms.end, name="end_platform"),
    # 安全管理员
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/issue/", accounts.issue, name="issue"),
    path("accounts/issue-to-units/", accounts.issue_to_units, name="issue_to_units"),
    path("handouts/<int:number>/", handouts.handout, name="handout"),
    path("handouts/<int:number>/slips/", handouts.slips, name="handout_slips"),
    path("accounts/<str:username>/", accounts.account, name="account"),
    path("accounts/<str:username>/reissue/", accounts.reissue, name="reissue"),
    path("accounts/<str:username>/reset-second-factor/", accounts.reset_second_factor, name="reset_second_factor"),
    path("accounts/<str:username>/stop/", accounts.set_active, {"active": False}, name="stop"),
    path("accounts/<str:username>/start/", accounts.set_active, {"active": True}, name="start"),
    path("accounts/<str:username>/transfer/", accounts.transfer, name="transfer"),
    path("accounts/<str:username>/give-role/", accounts.give_role, name="give_role"),
    path("accounts/<str:username>/end-role/", accounts.end_role, name="end_role"),
    path("registrations/", registrations.listed, name="registrations"),
    path("registrations/<int:number>/", registrations.registration, name="registration"),
    path("registrations/<int:number>/phone/", registrations.phone, name="registration_phone"),
    path("registrations/<int:number>/refuse/", registrations.refuse, name="refuse_registration"),
    path("pleas/", pleas.listed, name="pleas"),
    path("pleas/<int:number>/grant/", pleas.grant, name="grant_plea"),
    path("pleas/<int:number>/refuse/", pleas.refuse, name="refuse_plea"),
    path("disputes/", disputes.listed, name="disputes"),
    path("disputes/<int:number>/", disputes.dispute, name="dispute"),
    path("disputes/<int:number>/document/", disputes.look, name="look_at_document"),
    path("disputes/<int:number>/grant/", disputes.grant, name="grant_dispute"),
    path("disputes/<int:number>/refuse/", disputes.refuse, name="refuse_dispute"),
    # 安全管理员 asks, 系统管理员 confirms
    path("confirmations/", confirmations.listed, name="confirmations"),
    path("confirmations/<int:number>/confirm/", confirmations.confirm, name="confirm"),
    path("confirmations/<int:number>/refuse/", confirmations.refuse, name="refuse"),
    # 审计员
    path("log/", log.log, name="log"),
    path("log/proof/", log.proof, name="proof"),
]
