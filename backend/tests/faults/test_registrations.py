"""f4, f5: whatever is killed, what was acknowledged is there, and its mail too, once; and nothing is there by half.

``FAULT_REGISTRATIONS`` is how many people register while it happens: 60 every day, 1,000 for the proof.
"""

import asyncio
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2
import pytest

from groundwork.kernel.ids import uuid7
from tests.faults.support import PASSWORD, Machine, repetitions, wait_for

PEOPLE = int(os.environ.get("FAULT_REGISTRATIONS", "60"))
_AT_ONCE = 8


@dataclass
class Crowd:
    """People who register, a few at a time, while something happens in the middle."""

    machine: Machine
    acknowledged: list[str] = field(default_factory=list)
    statuses: list[int | str] = field(default_factory=list)

    def register(self, disaster: Callable[[], None]) -> None:
        """Let all of them try once; ``disaster`` strikes when a third have been answered.

        It strikes in this thread: PostgreSQL stops when the thread that started it ends.
        """
        a_third = threading.Event()
        crowd = threading.Thread(target=lambda: asyncio.run(self._register(a_third)))
        crowd.start()
        assert a_third.wait(60)
        disaster()
        crowd.join()

    async def _register(self, a_third: threading.Event) -> None:
        waiting = [f"{uuid7().hex}@example.com" for _ in range(PEOPLE)]

        async def one_after_the_other(client: httpx2.AsyncClient) -> None:
            while waiting:
                email = waiting.pop()
                form = {"email": email, "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
                try:
                    answer = await client.post("/api/v1/auth/register", json=form)
                    status: int | str = answer.status_code
                except httpx2.TransportError:
                    status = "connection lost"
                    await asyncio.sleep(0.1)
                self.statuses.append(status)
                if status == 201:
                    self.acknowledged.append(email)
                if len(self.statuses) == PEOPLE // 3:
                    a_third.set()

        async with httpx2.AsyncClient(base_url=self.machine.address, timeout=60) as client:
            await asyncio.gather(*(one_after_the_other(client) for _ in range(_AT_ONCE)))

    def all_can_sign_in(self) -> None:
        """Everybody who was told that they are registered is; each asks from an address of their own."""
        with httpx2.Client(base_url=self.machine.address) as client:
            for number, email in enumerate(self.acknowledged):
                answer = client.post(
                    "/api/v1/auth/login",
                    json={"email": email, "password": PASSWORD},
                    headers={"X-Forwarded-For": f"198.18.{number // 250}.{number % 250 + 1}"},
                )
                assert answer.status_code == 200, (email, answer.text)

    def all_have_their_mail_once(self) -> None:
        """Everybody who is there got the welcome mail, once; nobody else did."""
        unsent = "SELECT count(*) FROM mails WHERE status <> 'sent'"
        wait_for(lambda: self.machine.query(unsent)[0][0] == 0, 90)
        users = {email for (email,) in self.machine.query("SELECT email FROM users")}
        assert set(self.acknowledged) <= users
        rows = dict(self.machine.query("SELECT recipient, count(*) FROM mails GROUP BY recipient"))
        assert rows == dict.fromkeys(users, 1)
        assert self.machine.delivered() == rows

    def nothing_is_there_by_half(self) -> None:
        """A user, the profile, the session, the note of the domain from outside, the mail and its job are one."""
        halves = self.machine.query(
            """SELECT email FROM users
               WHERE (SELECT count(*) FROM user_profiles WHERE user_id = users.id) <> 1
                  OR NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = users.id)
                  OR (SELECT count(*) FROM notes WHERE title = users.email) <> 1
                  OR (SELECT count(*) FROM mail_tokens WHERE user_id = users.id) <> 1
                  OR (SELECT count(*) FROM audit_logs WHERE actor_id = users.id AND action = 'user.created') <> 1"""
        )
        assert halves == []
        jobs, mails = self.machine.query(
            """SELECT (SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'mail.deliver'),
                      (SELECT count(*) FROM mails)"""
        )[0]
        assert jobs == mails


def test_registrations_survive_a_killed_postgresql(computer: Machine) -> None:
    """f4: ``kill -9`` of all PostgreSQL in the middle; API and worker heal by themselves."""
    api, worker = computer.serve(), computer.spawn("work")
    crowd = Crowd(computer)

    def strike() -> None:
        computer.crash_database()
        computer.cluster.start()

    crowd.register(strike)
    assert len(crowd.statuses) == PEOPLE
    assert set(crowd.statuses) <= {201, 503}
    assert len(crowd.acknowledged) >= PEOPLE // 3
    assert api.poll() is None
    assert worker.poll() is None
    crowd.all_can_sign_in()
    crowd.all_have_their_mail_once()
    crowd.nothing_is_there_by_half()
    computer.kill(worker)
    computer.kill(api)


@pytest.mark.parametrize("_round", range(repetitions(1)))
def test_f5_registrations_survive_a_killed_api(computer: Machine, _round: int) -> None:
    """f5: ``kill -9`` of the API under load; it is started again, as the supervisor does."""
    api, worker = computer.serve(), computer.spawn("work")
    crowd = Crowd(computer)
    running = [api]

    def strike() -> None:
        computer.kill(running.pop())
        running.append(computer.serve())

    crowd.register(strike)
    assert set(crowd.statuses) <= {201, 503, "connection lost"}
    assert "connection lost" in crowd.statuses
    crowd.all_can_sign_in()
    crowd.all_have_their_mail_once()
    crowd.nothing_is_there_by_half()
    computer.kill(worker)
    computer.kill(running.pop())
