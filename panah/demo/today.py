"""Work that waits today, made by the rooms' own actions: so the log knows it, and no rule is left out."""

from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from panah.access.policy import Actor
from panah.access.walls import Wall
from panah.coordination import actions as coordination
from panah.core.clock import now, today
from panah.demo.acting import acting_as
from panah.demo.agreeing import agrees
from panah.demo.names import invent
from panah.demo.places import Places
from panah.demo.plan import LANGUAGES
from panah.helpline import actions as helpline
from panah.helpline.rules import Wish
from panah.protection import actions as protection
from panah.protection.models import Assistance, Award, Case, Decision, Inquiry, MoneyRequest, Payment
from panah.protection.rules import ListKind, PersonDetails, Ruling
from panah.protection.states import Outcome

SEED = 30
HOLDER, UNIT, FUND, SHELTER = "vac", "mia-atd", "aid-fund", "mia-shelter"
DAY = timedelta(days=1)
PLANNED = 5 * DAY
SIGNS = "practical"


class Today:
    """One working day, in scenes. Every scene leaves something for somebody to do."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.random = Random(SEED)  # noqa: S311 - invented stories, no secret

    def play(self) -> None:
        """Play every scene."""
        self.at_the_roster()
        self.at_the_line()
        self.at_the_border()
        self.a_place_is_wanted()
        self.a_decision_is_wanted()
        self.a_decision_has_come()
        self.money_waits()
        self.euros_came()
        self.a_list_is_wanted()
        self.abroad()
        self.between_ministries()
        self.a_case_is_hidden()

    def at_the_roster(self) -> None:
        """Put people on call and an interpreter on the roster."""
        operator = self.places.accounts["helpline_operator", UNIT]
        with self.acting("helpline_supervisor", UNIT) as actor:
            for line, account_id in enumerate((operator.id, actor.id), start=1):
                begins = now()
                helpline.set_oncall(
                    actor=actor, account_id=account_id, line=line, starts_at=begins, ends_at=begins + 3 * DAY
                )
            helpline.keep_interpreter(
                actor=actor,
                name="Invented interpreter",
                number="Invented: no number, this is a demonstration",
                languages=["uz", "ru"],
                into=["az"],
                sex="female",
                from_hour=8,
                until_hour=20,
                vetted_on=today() - 30 * DAY,
            )

    def at_the_line(self) -> None:
        """Log calls, make a signal of one of them, and hand one over to another line."""
        with self.acting("helpline_operator", UNIT) as actor:
            for topic, disposition in (("work_abroad", "info_given"), ("documents", "referred_service")):
                helpline.log_call(actor=actor, topic=topic, disposition=disposition, heard_from="poster", language="az")
            helpline.log_call(
                actor=actor,
                topic="work_abroad",
                disposition="followup",
                language="ru",
                wish=Wish("Invented: no number, this is a demonstration", 9, 18),
            )
            child = helpline.log_call(actor=actor, topic="child_protection", disposition="followup", language="az")
            helpline.send_handover(
                actor=actor,
                to_organisation_id=self.places.id("child-helpline"),
                words="Invented: a girl wants to talk to somebody her age can trust.",
                is_consented=True,
                call_id=child.id,
            )
            helpline.make_signal(
                actor=actor,
                source="hotline152",
                summary="Invented: a caller speaks of a flat that nobody may leave.",
                danger="high",
                exploitation_form="sexual",
                language="az",
            )
        with self.acting("helpline_operator", "child-helpline") as actor:
            helpline.make_signal(
                actor=actor,
                source="other_hotline",
                summary="Invented: two children are made to beg at a market.",
                danger="medium",
                is_child="yes",
                exploitation_form="forced_begging",
            )

    def at_the_border(self) -> None:
        """Let first responders report what they met at work; one refers it to the assistance centre."""
        with self.acting("first_responder", "sbs") as actor:
            signal = helpline.make_signal(
                actor=actor, source="border", summary="Invented: papers held by another traveller.", danger="medium"
            )
            coordination.send_referral(
                actor=actor,
                to_organisation_id=self.places.id(HOLDER),
                purpose="assistance",
                basis="consent",
                agreed="agreed",
                note="Invented: a woman at the border without her own papers.",
                expires_on=today() + 30 * DAY,
                signal_id=signal.id,
            )
        with self.acting("first_responder", "labour-inspection") as actor:
            helpline.make_signal(
                actor=actor, source="labour_inspection", summary="Invented: workers sleep at the site, unpaid."
            )

    def a_place_is_wanted(self) -> None:
        """Open two cases, presume, and ask the shelter for places at once."""
        for days in (0, 1):
            case = self.case(days=days, is_helped=False)
            with self.acting("case_manager", HOLDER) as actor:
                agrees(self.places, actor, case, SHELTER)
                house, needs = self.places.id(SHELTER), ("security",)
                protection.request_place(
                    actor=actor, case_id=case.id, to_organisation_id=house, needs=needs, wanted_on=today()
                )

    def a_decision_is_wanted(self) -> None:
        """Refer one person for identification, and open an inquiry for another."""
        case = self.case(days=2)
        with self.acting("case_manager", HOLDER) as actor:
            consent = protection.record_consent(
                actor=actor,
                case_id=case.id,
                purpose="share_police",
                text="share_v1",
                language="az",
                given_on=today(),
                recipient_id=self.places.id(UNIT),
                expires_on=today() + 9 * DAY,
            )
            coordination.send_referral(
                actor=actor,
                to_organisation_id=self.places.id(UNIT),
                purpose="identification",
                basis="consent",
                note="Invented: referred with consent.",
                expires_on=today() + 30 * DAY,
                groups=("case", "identity"),
                case_id=case.id,
                consent_id=consent.id,
            )
        self.inquiry(self.case(days=6))

    def a_decision_has_come(self) -> None:
        """Decide, so that the holder of the case has a decision to receive."""
        self._decision(self.case(days=8))

    def money_waits(self) -> None:
        """Leave money at every step: to prepare, to approve, to decide on, to pay, paid in part, and come back."""
        cases = [self._identified() for _ in range(4)]
        with self.acting("case_manager", HOLDER) as actor:
            fund = self.places.id(FUND)
            asked = [
                protection.request_allowance(actor=actor, case_id=case.id, to_organisation_id=fund)
                for case in (*cases[:2], cases[3])
            ]
            aid = [
                protection.apply_for_aid(
                    actor=actor, case_id=case.id, to_organisation_id=fund, purpose="vocational", amount=Decimal(given)
                )
                for case, given in ((cases[1], 240), (cases[2], 240), (cases[3], 900))
            ]
        self._draft(asked[1])
        self._prepare(aid[0])
        self._place(self._grant(self._prepare(aid[1])), 240)
        paid_in_part = self._grant(self._prepare(aid[2]))
        self._pay(self._place(paid_in_part, 300))
        self._pay(self._place(paid_in_part, 250))
        self._comes_back(self._draft(asked[2]))

    def euros_came(self) -> None:
        """Enter a gift in euros; the bank changed part of it, which is booked, and more, which waits to be."""
        given: dict[str, Any] = {"kind": "donation", "currency": "EUR", "entered_on": today() - 9 * DAY}
        with self.acting("aid_fund_officer", FUND) as actor:
            gift = protection.add_to_fund(
                actor=actor, amount=Decimal(5_000), donor_id=self.places.id("eu-delegation"), **given
            )
            exchanges = [
                protection.prepare_exchange(
                    actor=actor,
                    source_id=gift.earmark_id,
                    amount=Decimal(amount),
                    currency="AZN",
                    gained=Decimal(gained),
                    rate=Decimal("1.9620"),
                    exchanged_on=today() - DAY,
                    document="Invented 17/26",
                )
                for amount, gained in ((1_500, 2_943), (1_000, 1_962))
            ]
        with self.acting("aid_fund_approver", FUND) as actor:
            protection.book_exchange(actor=actor, fund_exchange_id=exchanges[0].id)

    def a_list_is_wanted(self) -> None:
        """Ask for a list with the names of who is paid, which a second person approves."""
        with self.acting("aid_fund_officer", FUND) as actor:
            protection.ask_list_export(
                actor=actor,
                list_kind=ListKind.PAYMENTS,
                purpose="payment_run",
                basis="law_trafficking",
                file_kind="xlsx",
                with_names=True,
                state="approved",
            )

    def abroad(self) -> None:
        """Let a consulate help a national, and announce another one's return."""
        with self.acting("consular_officer", "mfa-istanbul") as actor:
            self.assistance(actor, days=0)
            returning = self.assistance(actor, days=5)
            protection.change_assistance(
                actor=actor, assistance_id=returning.id, has_safe_place="yes", is_safe_to_return="yes"
            )
            protection.announce_return(
                actor=actor,
                assistance_id=returning.id,
                to_organisation_id=self.places.id(HOLDER),
                arrives_on=today() + 2 * DAY,
                is_escorted=True,
                needs=("medical",),
            )

    def between_ministries(self) -> None:
        """Ask for information, with a reason and a legal basis."""
        questions = "How many people were sent on to the assistance centre this year?\nHow long did it take?"
        for asking, asked, days in (("mlspp", "sms", 3), ("sms", "moe", 8), ("moe", "mlspp", 1)):
            with self.acting("liaison_officer", asking) as actor:
                coordination.send_request(
                    actor=actor,
                    to_organisation_id=self.places.id(asked),
                    to_wall=Wall.COORDINATION,
                    purpose="action_plan",
                    basis="nrm_rules",
                    asked=questions,
                    why="Invented: for the yearly report.",
                    due_on=today() + days * DAY,
                )

    def a_case_is_hidden(self) -> None:
        """Let one person alone open a case that officials ask about."""
        case = self.case(days=12)
        with self.acting("case_supervisor", HOLDER) as actor:
            protection.place_lock(
                actor=actor, case_id=case.id, basis="public_attention", exempt_person_id=case.opened_by_id
            )

    def acting(self, role: str, code: str) -> AbstractContextManager[Actor]:
        """Do what follows as somebody who works there."""
        return acting_as(self.places.accounts[role, code])

    def case(self, *, days: int, holder: str = HOLDER, citizenship: str = "AZ", is_helped: bool = True) -> Case:
        """Open a case some days ago, with the presumption that opens help, and mostly with the help itself."""
        name = invent(self.random, sex="female", citizenship=citizenship)
        details = PersonDetails(
            given_name=name.given,
            surname=name.surname,
            patronymic=name.patronymic,
            sex="female",
            age_band="21_23",
            citizenship=citizenship,
            language=LANGUAGES[citizenship],
            safe_contact="messages",
        )
        day = today() - days * DAY
        with self.acting("case_manager", holder) as actor:
            case = protection.open_case(
                actor=actor, details=details, source="hotline152", forms=("sexual",), opened_on=day
            )
            grounds = "Invented: papers kept, wages not paid, never alone."
            protection.presume(
                actor=actor,
                case_id=case.id,
                presumed_on=day,
                body="ngo" if holder.startswith("ngo") else "gov_nonpolice",
                indicator_list=SIGNS,
                answers={},
                grounds=grounds,
            )
            if is_helped:
                self._help(actor, case, day)
        return case

    def _help(self, actor: Actor, case: Case, day: date) -> None:
        """Record the help of the first day, and the plan of the first week."""
        protection.record_service(actor=actor, case_id=case.id, service="emergency_needs", outcome="completed", on=day)
        if day + PLANNED <= today():
            protection.review_plan(actor=actor, case_id=case.id, reviewed_on=day + PLANNED)

    def inquiry(self, case: Case) -> Inquiry:
        """Refer a person for identification, and open the inquiry."""
        with self.acting("case_manager", HOLDER) as actor:
            protection.mark_case_referred(actor=actor, case_id=case.id, on=case.opened_on + DAY)
        with self.acting("identification_officer", UNIT) as actor:
            return protection.open_inquiry(
                actor=actor,
                case_id=case.id,
                person_id=case.person_id,
                holder_organisation_id=case.organisation_id,
                holder_wall=Wall.PROTECTION,
                case_reference=case.reference,
            )

    def _decision(self, case: Case) -> Decision:
        inquiry = self.inquiry(case)
        with self.acting("identification_officer", UNIT) as actor:
            ruling = Ruling(
                outcome=Outcome.IDENTIFIED,
                decided_on=today(),
                legal_basis="law_trafficking",
                form="sexual",
                sex="female",
                age_band="21_23",
                citizenship="AZ",
                reasons="Invented for demonstration.",
                indicator_list=SIGNS,
                indicators_met=("freedom_movement",),
            )
            return protection.decide(actor=actor, inquiry_id=inquiry.id, ruling=ruling)

    def _identified(self) -> Case:
        case = self.case(days=10)
        decision = self._decision(case)
        with self.acting("case_manager", HOLDER) as actor:
            return protection.receive_decision(actor=actor, decision_id=decision.id)

    def _draft(self, request: MoneyRequest) -> Payment:
        with self.acting("aid_fund_officer", FUND) as actor:
            return protection.draft_payment(actor=actor, request_id=request.id, method="bank_transfer")

    def _prepare(self, request: MoneyRequest) -> Award:
        with self.acting("aid_fund_officer", FUND) as actor:
            return protection.prepare_award(actor=actor, request_id=request.id, amount=request.amount)

    def _grant(self, award: Award) -> Award:
        for member in (self.places.accounts["aid_committee_member", FUND], self.places.second_member):
            with acting_as(member) as actor:
                award = protection.grant_award(actor=actor, award_id=award.id)
        return award

    def _place(self, award: Award, given: int) -> Payment:
        with self.acting("aid_fund_officer", FUND) as actor:
            return protection.place_payment(actor=actor, award_id=award.id, amount=Decimal(given), method="cash")

    def _pay(self, payment: Payment) -> None:
        with self.acting("aid_fund_officer", FUND) as actor:
            protection.pay(actor=actor, payment_id=payment.id, paid_on=today(), receipt="")

    def _comes_back(self, payment: Payment) -> None:
        """Approve and pay an allowance; the bank sends it back, and it waits to be prepared anew."""
        with self.acting("aid_fund_approver", FUND) as actor:
            protection.approve_payment(actor=actor, payment_id=payment.id)
        self._pay(payment)
        with self.acting("aid_fund_officer", FUND) as actor:
            protection.return_payment(actor=actor, payment_id=payment.id, returned_on=today())

    def assistance(self, actor: Actor, *, days: int, citizenship: str = "AZ", country: str = "TR") -> Assistance:
        """Begin to help a national who came to a mission some days ago."""
        name = invent(self.random, sex="female", citizenship=citizenship)
        return protection.open_assistance(
            actor=actor,
            consented=True,
            given_name=name.given,
            surname=name.surname,
            sex="female",
            age_band="24_26",
            citizenship=citizenship,
            country=country,
            channel="in_person",
            document_status="held_by_exploiter",
            received_on=today() - days * DAY,
        )
