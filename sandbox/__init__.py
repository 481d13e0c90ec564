"""A local Slack workspace: the Web API, events, interactivity and a page for people, all in memory."""
