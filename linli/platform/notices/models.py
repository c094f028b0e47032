"""The outbox: what is said, to whom, by which way, and honestly what became of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linli.kernel.ids import new_id
from linli.platform.accounts.models import Account
from linli.platform.database.secrecy import EncryptedTextField
from linli.platform.notices.rules import OUTLETS, Channel, State


class Notice(models.Model):
    """What is said, once, however many hear it. Words and link hold no personal data."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    topic = models.CharField(max_length=60)
    words = models.CharField(max_length=200)
    link = models.CharField(max_length=300, blank=True)
    urgent = models.BooleanField(default=False)
    once_key = models.CharField(max_length=160, unique=True, db_collation="C")
    expected = models.PositiveIntegerField(help_text="how many messages were written with it")

    def __str__(self) -> str:
        return f"{self.topic} {self.id}"


class Outlet(models.Model):
    """A robot in a group chat, or a program that listens: set up by an administrator for an area."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=[(each, each) for each in sorted(OUTLETS)])
    address = EncryptedTextField(help_text="a robot's key or token, a webhook's URL")
    secret = EncryptedTextField(help_text="signs what goes to a webhook or to DingTalk")
    area = models.CharField(max_length=15, blank=True, db_collation="C")
    topics = ArrayField(models.CharField(max_length=60), default=list)
    is_active = models.BooleanField(default=True)
    next_at = models.DateTimeField(help_text="a robot takes no message before this moment")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_outlet_is_a_robot_or_a_webhook",
                condition=models.Q(channel__in=sorted(OUTLETS)),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """One notice on its way to one recipient by one channel."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="messages")
    channel = models.CharField(max_length=10)
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    outlet = models.ForeignKey(Outlet, null=True, on_delete=models.CASCADE, related_name="+")
    phone = EncryptedTextField(help_text="of somebody without an account; wiped once settled")
    template = models.CharField(max_length=40, blank=True)
    params = EncryptedTextField(help_text="values of an SMS template as JSON; wiped once settled")
    state = models.CharField(max_length=10)
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    provider_ref = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    digest = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="merged")
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_channel_is_known", condition=models.Q(channel__in=[*Channel])
            ),
            models.CheckConstraint(
                name="message_state_is_known", condition=models.Q(state__in=[*State])
            ),
            models.CheckConstraint(
                name="a_message_goes_to_an_account_an_outlet_or_a_phone",
                condition=models.Q(account__isnull=False, outlet=None)
                | models.Q(account=None, outlet__isnull=False)
                | models.Q(account=None, outlet=None, channel=Channel.SMS),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(state=State.QUEUED), name="message_queued"
            ),
            models.Index(
                fields=["claimed_at"],
                condition=models.Q(state=State.SENDING),
                name="message_sending",
            ),
            models.Index(
                fields=["account", "-id"],
                condition=models.Q(channel=Channel.APP),
                name="message_in_app",
            ),
            models.Index(
                fields=["account"],
                condition=models.Q(channel=Channel.APP, read_at=None),
                name="message_unread",
            ),
            models.Index(
                fields=["provider_ref"],
                condition=~models.Q(provider_ref=""),
                name="message_of_provider",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class Preference(models.Model):
    """By which ways an account wants to hear of what. Without a row: everything, by e-mail too."""

    account = models.OneToOneField(
        Account, primary_key=True, on_delete=models.CASCADE, related_name="notice_preference"
    )
    by_email = models.BooleanField(default=True)
    silent_topics = ArrayField(models.CharField(max_length=60), default=list)

    def __str__(self) -> str:
        return f"{self.account_id}"


class ConsoleText(models.Model):
    """An SMS that a demonstration shows on a page in place of sending it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="from then on nobody is shown it")
    phone = models.CharField(max_length=20, help_text="masked")
    text = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.phone
