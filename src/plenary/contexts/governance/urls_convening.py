"""The addresses of the calling of meetings; governance's urls include them."""

from django.urls import path

from plenary.contexts.governance.views.convening import invited, listing, mailbox, office, signing

urlpatterns = [
    path("meetings/<int:pk>/convening/", office.convening, name="convening"),
    path("meetings/<int:pk>/convening/edit/", office.convening_edit, name="convening-edit"),
    path("meetings/<int:pk>/convening/send/", office.send, name="convening-send"),
    path("meetings/<int:pk>/convening/remind/", office.remind, name="convening-remind"),
    path("meetings/<int:pk>/convening/gather/", office.gather, name="convening-gather"),
    path("meetings/<int:pk>/convening/call-off/", office.call_off, name="convening-call-off"),
    path("meetings/<int:pk>/convening/take-up/", office.take_up, name="convening-take-up"),
    path("meetings/<int:pk>/convening/seat/", office.seat, name="convening-seat"),
    path("meetings/<int:pk>/convening/sign-in/", signing.sign_in, name="sign-in"),
    path(
        "meetings/<int:pk>/convening/sign-in/sheet.<str:lang>.<str:ending>",
        signing.sign_in_file,
        name="sign-in-file",
    ),
    path("meetings/<int:pk>/convening/guests/new/", listing.guest_new, name="convening-guest"),
    path("invitations/", invited.invitations, name="invitations"),
    path("invitations/replies/", mailbox.replies, name="invitation-replies"),
    path("invitations/replies/<int:pk>/settle/", mailbox.settle, name="received-mail-settle"),
    path("invitations/<int:pk>/", invited.invitation, name="invitation"),
    path("invitations/<int:pk>/invitation.ics", invited.invitation_file, name="invitation-file"),
    path("invitations/<int:pk>/edit/", listing.invitation_edit, name="invitation-edit"),
    path("invitations/<int:pk>/withdraw/", listing.invitation_withdraw, name="invitation-withdraw"),
    path("invitations/answer/<str:token>/", invited.answer, name="invitation-answer"),
    path("bodies/<int:pk>/rules/", listing.body_rules, name="body-rules"),
]
