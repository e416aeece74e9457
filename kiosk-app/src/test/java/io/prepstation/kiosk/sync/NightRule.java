package io.prepstation.kiosk.sync;

/// Protections of sync that the simulation can take away one at a time, to see that it notices.
enum NightRule {
    /// What was sent keeps its id.
    AN_OPERATION_KEEPS_ITS_ID,
    /// Where the hub knows another operation under an id, this one is told apart from it.
    A_COPY_IS_NOT_THE_ORIGINAL(853),
    /// The cursor is stored with its page, never before it.
    CURSOR_WITH_ITS_PAGE(101),
    /// The cursor is only ever a value the hub returned.
    CURSOR_FROM_THE_HUB(15),
    /// A row that is being edited is not overwritten by the feed.
    EDITED_ROWS_ARE_KEPT(5),
    /// The hub's copy is kept beside an edited row.
    SHADOWS_ARE_KEPT(387),
    /// Answers are matched by the operation's id.
    ANSWERS_BY_ID(2),
    /// A refusal of the station holds the queue and deletes nothing.
    HELD_NOT_DELETED(1),
    /// Only an answer ends an operation.
    ENDED_BY_AN_ANSWER,
    /// A network failure counts against nobody.
    NETWORK_IS_NOT_TO_BLAME,
    /// A feed that cannot be followed is loaded anew.
    RELOADED_WHEN_LOST,
    /// A load of a lab leaves alone what waits for the hub.
    LOADS_KEEP_WHAT_WAITS(13),
    /// A row and its operation are committed together.
    ROW_WITH_ITS_OPERATION,
    /// An edit names the version it was made on.
    EDITS_NAME_THEIR_BASE,
    /// An edit says what its author saw: the version it names may say more.
    EDITS_SAY_WHAT_THEIR_AUTHOR_SAW,
    /// A batch that is too big is halved.
    BATCHES_ARE_HALVED,
    /// A pause that a wrong clock made far too long is over.
    WRONG_CLOCKS_ARE_NOT_BELIEVED(1),
    /// A station whose store is an old copy begins another life.
    ANOTHER_LIFE_AFTER_A_COPY,
    /// The hub remembers the operations it has done.
    OPERATIONS_ARE_REMEMBERED,
    /// The hub remembers the numbers it gave for temporary ids.
    NUMBERS_ARE_REMEMBERED(39),
    /// A hub that was put back from a backup begins another feed.
    A_RESTORED_HUB_BEGINS_ANOTHER_FEED(11),
    /// A hub that was put back a second time gives no number of the time between again.
    EACH_LIFE_HAS_ITS_NUMBERS(11),
    /// What a hub lost that was put back from a backup, its stations bring again.
    WHAT_THE_HUB_LOST_GOES_UP_AGAIN(11),
    /// What is shown of a conflict, and what a decision is based on, is what the hub says by now.
    CONFLICTS_FOLLOW_THE_HUB,
    /// A station that has not heard of the restore first hears of it.
    NOTHING_IS_SENT_TO_A_FORMER_HUB(716),
    /// What a hub lost and has again under another number is known.
    WHAT_COMES_AGAIN_IS_KNOWN(302),
    /// What refers to a thing that is gone is set aside before it is sent.
    WHAT_IS_GONE_IS_NOT_NAMED,
    /// The hub gives its changes numbers without a gap.
    FEED_NUMBERS_HAVE_NO_GAPS("the feed goes on with"),
    /// A page leaves out none of them.
    PAGES_HAVE_EVERY_NUMBER(" read "),
    /// A station that follows a feed never goes back in it.
    THE_CURSOR_GOES_FORWARDS(" went from "),
    /// Nothing is put into a hub's audit trail afterwards.
    THE_HUBS_TRAIL_IS_CHAINED("hub: hub audit"),
    /// Nothing is put into a station's audit trail afterwards.
    A_STATIONS_TRAIL_IS_CHAINED(": Fault[record=audit event"),
    /// The hub keeps a session in the words that were signed.
    SESSIONS_ARE_KEPT_AS_SIGNED("has another text of session"),
    /// The hub signs what it received.
    RECEIPTS_ARE_SIGNED(": Fault[record=receipt of session"),
    /// What waits for the hub leaves the outbox only for a reason.
    WHAT_WAITS_LEAVES_FOR_A_REASON("has lost of its outbox"),
    /// What waits for another thing goes once that is at the hub.
    WHAT_WAITED_GOES(206, " waits for nothing: ");

    private final long noticed;
    private final String says;

    NightRule() {
        this(0);
    }

    NightRule(long noticed) {
        this(noticed, "");
    }

    NightRule(String says) {
        this(0, says);
    }

    /// @param says with which words the check that is meant for it speaks
    NightRule(long noticed, String says) {
        this.noticed = noticed;
        this.says = says;
    }

    /// Whether a message is of the check that is meant for it; where several are, of any.
    boolean isMeantBy(String message) {
        return message.contains(says);
    }

    /// The seed at which it was noticed first when somebody last looked, so that the search begins there.
    long noticed() {
        return noticed;
    }
}
