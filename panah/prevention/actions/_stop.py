"""Stock that lies elsewhere and carries a story to whose use nobody agrees any more."""

from panah.access.policy import Actor
from panah.access.walls import Wall
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.ids import new_id
from panah.prevention import queries
from panah.prevention.models import StockStop, Story, StoryCopy
from panah.prevention.queries.stories import ended_copies


def stop_elsewhere(actor: Actor, story: Story) -> None:
    """Tell every other organisation that holds printed stock with a story that is over to give nothing more out."""
    ended = set(
        ended_copies(actor=actor).filter(story=story, gone_on=None).exclude(batch=None).values_list("batch", flat=True)
    )
    if not ended:
        return
    told = {(row.batch_id, row.to_organisation_id) for row in queries.stops_sent(actor=actor, batch_ids=ended)}
    for batch, holder in sorted(queries.holders(actor=actor, batch_ids=ended) - told):
        stop = StockStop(
            id=new_id(),
            from_organisation_id=actor.organisation_id,
            from_wall=actor.wall,
            to_organisation_id=holder,
            to_wall=Wall.COMMUNICATIONS,
            sent_by_id=actor.id,
            batch_id=batch,
        )
        stop.save(force_insert=True)
        log.record(actor=actor, event=Event.PREVENTION_COPY_CHASED, subject=stop, to=holder)


def lift_elsewhere(actor: Actor, story: Story) -> None:
    """Let stock be given out again to which a person has agreed anew; what carries another such story stays."""
    carried = StoryCopy.objects.own(actor).filter(story=story).exclude(batch=None).values("batch")
    ended = ended_copies(actor=actor).exclude(batch=None).values("batch")
    rows = StockStop.objects.sent_by_us(actor).filter(batch__in=carried, lifted_on=None).exclude(batch__in=ended)
    rows.update(lifted_on=today())
