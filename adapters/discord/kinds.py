"""Discord's kinds of message and of channel, by the names DiscordChatExporter gives them and by Discord's numbers.

The exporter writes the name of a kind it knows and the number, as text, of one it does not.
"""

from __future__ import annotations

from typing import Final

from bot.vocabulary.model import ConversationKind

SPOKEN: Final = frozenset({"Default", "Reply", "ChatInputCommand", "ContextMenuCommand", "0", "19", "20", "23"})

_SILENT: Final = (
    (1, "RecipientAdd", "joined the conversation"),
    (2, "RecipientRemove", "left the conversation"),
    (3, "Call", "started a call"),
    (4, "ChannelNameChange", "renamed the channel"),
    (5, "ChannelIconChange", "changed the channel"),
    (6, "ChannelPinnedMessage", "pinned something"),
    (7, "GuildMemberJoin", "joined the server"),
    (8, "GuildBoost", "boosted the server"),
    (9, "GuildBoostTier1", "boosted the server"),
    (10, "GuildBoostTier2", "boosted the server"),
    (11, "GuildBoostTier3", "boosted the server"),
    (12, "ChannelFollowAdd", "followed a channel"),
    (14, "GuildDiscoveryDisqualified", "notice by Discord"),
    (15, "GuildDiscoveryRequalified", "notice by Discord"),
    (16, "GuildDiscoveryGracePeriodInitialWarning", "notice by Discord"),
    (17, "GuildDiscoveryGracePeriodFinalWarning", "notice by Discord"),
    (18, "ThreadCreated", "started a thread"),
    (21, "ThreadStarterMessage", "repeats the start of a thread"),
    (22, "GuildInviteReminder", "notice by Discord"),
    (24, "AutoModerationAction", "notice by Discord"),
    (25, "RoleSubscriptionPurchase", "bought something"),
    (26, "InteractionPremiumUpsell", "notice by Discord"),
    (27, "StageStart", "started a call"),
    (28, "StageEnd", "ended a call"),
    (29, "StageSpeaker", "joined a call"),
    (31, "StageTopic", "set the topic"),
    (32, "GuildApplicationPremiumSubscription", "bought something"),
    (36, "GuildIncidentAlertModeEnabled", "notice by Discord"),
    (37, "GuildIncidentAlertModeDisabled", "notice by Discord"),
    (38, "GuildIncidentReportRaid", "notice by Discord"),
    (39, "GuildIncidentReportFalseAlarm", "notice by Discord"),
    (44, "PurchaseNotification", "bought something"),
    (46, "PollResult", "the result of a poll"),
)

SILENT: Final = {str(number): why for number, _, why in _SILENT} | {name: why for _, name, why in _SILENT}
"""A reason for each kind in which nobody says anything."""

_THREADS: Final = frozenset({"GuildNewsThread", "GuildPublicThread", "GuildPrivateThread", "10", "11", "12"})
_DIRECT: Final = frozenset({"DirectTextChat", "1"})
_GROUP: Final = frozenset({"DirectGroupTextChat", "3"})


def is_thread(kind: object) -> bool:
    """Whether a channel of this kind is a thread (or a forum post) inside another channel."""
    return str(kind) in _THREADS


def conversation_kind(kind: object) -> ConversationKind:
    """What sort of place a channel of this kind is."""
    if str(kind) in _DIRECT:
        return ConversationKind.DIRECT
    return ConversationKind.GROUP if str(kind) in _GROUP else ConversationKind.CHANNEL
