"""Ways for a mail to leave: the outbox folder, SMTP, SendGrid."""

from groundwork.adapters.mail.outbox import OutboxTransport
from groundwork.adapters.mail.sendgrid import SendGridTransport
from groundwork.adapters.mail.smtp import SmtpTransport
from groundwork.kernel.mail import MailTransport
from groundwork.kernel.settings import Settings


def open_mail_transport(settings: Settings) -> MailTransport:
    """SendGrid when it has a key, SMTP when it has an address, else the outbox in the data folder."""
    if settings.sendgrid_api_key:
        return SendGridTransport(settings.sendgrid_api_key.get_secret_value())
    if settings.smtp_url:
        return SmtpTransport(settings.smtp_url.get_secret_value())
    return OutboxTransport(settings.groundwork_home / "outbox")
