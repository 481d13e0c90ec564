"""The sandbox's page as a person uses it: they look for words and click on what they see."""

from __future__ import annotations

from selenium.common.exceptions import ElementClickInterceptedException, StaleElementReferenceException
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 15
"""Seconds to wait for what must come; the machine may be busy with other tests."""

_CHANGES = (StaleElementReferenceException, ElementClickInterceptedException)


class Page:
    """One browser on one workspace."""

    def __init__(self, driver: Chrome, address: str) -> None:
        self._driver = driver
        self._address = address

    def go(self, **place: str) -> None:
        """Look at a place as a person: `channel`, `as_`, `thread`, `view`, `pane`."""
        parts = "&".join(f"{name.rstrip('_')}={value}" for name, value in place.items())
        self._driver.get("about:blank")
        self._driver.get(f"{self._address}#{parts}")
        self._wait(lambda: self._driver.find_element(By.TAG_NAME, "body").get_attribute("data-ready"))

    def see(self, text: str, *, within: str = "body") -> None:
        """Wait until a text stands on the page."""
        self._wait(lambda: text in self.text(within), f"“{text}” never came; there is: {self.text(within)[-1500:]}")

    def text(self, within: str = "body") -> str:
        """All that can be read there."""
        return self._driver.find_element(By.CSS_SELECTOR, within).text

    def press(self, label: str, *, within: str = "#middle") -> None:
        """Press the last button with this label."""

        def pressed() -> bool:
            buttons = self._all(f"{within} button")
            found = [b for b in buttons if b.text.strip() == label and b.is_displayed() and b.is_enabled()]
            if found:
                found[-1].click()
            return bool(found)

        self._wait(pressed, f"no button “{label}”")

    def fill(self, label: str, text: str, *, within: str = "#modals") -> None:
        """Type into the field with this label, over what stands there."""
        path = f".//label[contains(normalize-space(.), '{label}')]"

        def field() -> WebElement:
            root = self._driver.find_element(By.CSS_SELECTOR, within)
            labelled = root.find_element(By.XPATH, path)
            named = labelled.get_attribute("for")
            if named:
                return root.find_element(By.ID, named)
            return labelled.find_element(By.CSS_SELECTOR, "input, textarea")

        element = WebDriverWait(self._driver, PATIENCE, ignored_exceptions=[Exception]).until(lambda _: field())
        element.clear()
        element.send_keys(text)

    def submit(self) -> None:
        """Send the modal, and wait until it is gone or answers."""
        self._driver.find_element(By.CSS_SELECTOR, "#modals button[type=submit]").click()
        self._wait(lambda: not self._all("#modals form"), "the modal stays open")

    def say(self, text: str, *, within: str = "#middle-composer") -> None:
        """Write a message or a command."""
        box = self._driver.find_element(By.CSS_SELECTOR, f"{within} textarea")
        box.send_keys(text)
        box.send_keys(Keys.ESCAPE, Keys.ENTER)

    def unfold(self, selector: str) -> None:
        """Let something be as high as what is in it, for a picture of all of it."""
        self._driver.execute_script(
            "document.querySelector(arguments[0]).style.maxHeight = 'none'",  # the page's own style has the limit
            selector,
        )

    def bring_up(self, text: str) -> None:
        """Scroll until the first message with this text is on top."""
        self._driver.execute_script(
            "[...document.querySelectorAll('#middle-list > *')].find(one => one.textContent.includes(arguments[0]))"
            ".scrollIntoView()",
            text,
        )

    def picture(self, path: str) -> None:
        """Take a picture of what is seen."""
        self._driver.save_screenshot(path)

    def _all(self, selector: str) -> list[WebElement]:
        return self._driver.find_elements(By.CSS_SELECTOR, selector)

    def _wait(self, condition: object, message: str = "") -> None:
        assert callable(condition)
        waiting = WebDriverWait(self._driver, PATIENCE, poll_frequency=0.05, ignored_exceptions=_CHANGES)
        waiting.until(lambda _: condition(), message)
