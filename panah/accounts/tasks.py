"""Jobs about the people of the desk."""

from procrastinate.contrib.django import app

from panah.accounts import mail

EVERY_MINUTE = "* * * * *"
EVERY_NIGHT = "41 0 * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="accounts.send_mail", queueing_lock="accounts.send_mail")
def send_mail(timestamp: int) -> None:
    """Tell people that something waits. Nobody asks for it, so it has no context."""
    mail.send_waiting()


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="accounts.forget_mail", queueing_lock="accounts.forget_mail")
def forget_mail(timestamp: int) -> None:
    """Forget whom we told."""
    mail.forget_sent()
