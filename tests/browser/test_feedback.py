"""A customer with a small phone and without JavaScript judges the answer they got."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from bot.domain.verdict import Verdict
from sandbox.serving import serve
from tests.browser.page import PATIENCE
from tests.pages.desk import MemoryDesk, site

PHONE = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}


@pytest.fixture
def phone(browser: Chrome) -> Iterator[Chrome]:
    """The browser as a phone that runs no scripts."""
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    yield browser
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


async def test_the_form_by_touch_and_by_keyboard(phone: Chrome) -> None:
    desk = MemoryDesk()
    async with serve(site(desk)) as address:
        await asyncio.to_thread(_fill_in, phone, address + desk.link())
    words = "Someone actually looked into it."
    assert desk.verdicts == {1: Verdict(score=4, words=words, recommended=True, quotable=True)}


def _fill_in(phone: Chrome, link: str) -> None:
    phone.get(link)
    size = phone.execute_cdp_cmd("Page.getLayoutMetrics", {})
    assert size["cssContentSize"]["width"] == PHONE["width"], "the page scrolls sideways"
    _choice(phone, "Partly").click()
    phone.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    assert _choice(phone, "Mostly").is_selected()
    words = phone.find_element(By.ID, "words")
    words.send_keys("too long " * 60)
    _choice(phone, "You may quote my words").click()
    _choice(phone, "Yes").click()
    _send(phone, "Please look again")
    words = WebDriverWait(phone, PATIENCE).until(lambda _: phone.find_element(By.CSS_SELECTOR, "textarea:focus"))
    assert "Please keep this to 500 characters" in phone.find_element(By.CSS_SELECTOR, ".problem").text
    words.clear()
    words.send_keys("Someone actually looked into it.")
    _send(phone, "Thank you")
    phone.refresh()
    assert phone.find_element(By.TAG_NAME, "h1").text == "Thank you"


def _send(phone: Chrome, title: str) -> None:
    """Press Send, and wait for the page with this title."""
    phone.find_element(By.TAG_NAME, "button").click()
    WebDriverWait(phone, PATIENCE, poll_frequency=0.05).until(lambda _: phone.title.startswith(title))


def _choice(phone: Chrome, label: str) -> WebElement:
    return phone.find_element(By.XPATH, f"//label[contains(normalize-space(.), '{label}')]/input")
