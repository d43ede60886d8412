"""The plans of the demonstration shop."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.subscriptions.models import Plan
from groundwork.domains.subscriptions.plans import create_plan
from groundwork.domains.subscriptions.schemas import PlanCreate
from groundwork.kernel.actor import Actor
from groundwork.kernel.domain import Seed

_MORE = ["5,000 requests an hour", "Priority support"]
_PLANS: tuple[dict[str, Any], ...] = (
    {
        "slug": "plus",
        "name": "Plus",
        "description": "For who works with it every day.",
        "price": "12.00",
        "interval": "month",
        "trialDays": 14,
        "features": _MORE,
    },
    {
        "slug": "plus-yearly",
        "name": "Plus, yearly",
        "description": "Plus for a year, two months of it free.",
        "price": "120.00",
        "interval": "year",
        "trialDays": 14,
        "features": _MORE,
    },
    {
        "slug": "pro",
        "name": "Pro",
        "description": "For those who live off it.",
        "price": "29.00",
        "interval": "month",
        "features": [*_MORE, "Answers within four hours", "Onboarding for the whole team"],
    },
)


async def _plant_plans(db: AsyncSession) -> None:
    """Three plans; what is there already stays as it is."""
    known = set(await db.scalars(select(Plan.slug)))
    for position, plan in enumerate(_PLANS):
        if plan["slug"] not in known:
            form = {"currency": "USD", "premium": True, "position": position, **plan}
            await create_plan(db, Actor(), PlanCreate.model_validate(form))


seeds = [Seed("plans", _plant_plans)]
