package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.ui.desk.SessionDetail;
import io.prepstation.kiosk.ui.desk.SessionPhoto;
import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.balance.OfflineCause;
import io.prepstation.model.balance.OfflineReason;
import io.prepstation.model.bench.ApprovalRequest;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.BenchState.Approving;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.AwaitingSignature;
import io.prepstation.model.bench.BenchState.Completed;
import io.prepstation.model.bench.BenchState.Correcting;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.BenchState.Fault;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Interrupted;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Ready;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.bench.BenchState.Reviewing;
import io.prepstation.model.bench.BenchState.Settling;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.Effect;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.bench.Pour;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.bench.Unfinished;
import io.prepstation.model.bench.Work;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.Feasibility;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaReview;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.RescalePlan;
import io.prepstation.model.formula.RescalePlanner;
import io.prepstation.model.formula.ScaledLine;
import io.prepstation.model.formula.Scaling;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.mass.Deviation;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import io.prepstation.model.material.Hazards;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.material.Source;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.Signature;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.PreparationSession;
import io.prepstation.model.session.SessionContext;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import io.prepstation.model.session.TareSource;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import io.prepstation.model.sync.Receipt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A bench in the middle of preparing 1 L of PBS 10x, at any step and in any state, made of model values alone.
final class BenchFixture {

    static final Instant NOW = Instant.parse("2026-11-20T14:05:00Z");
    static final String SESSION = "019a2f60-7b1c-7c52-9d7e-3f1a8c40be11";
    static final User ANNA = new User("u1", "Anna Weber", Set.of(Role.OPERATOR), true);
    static final User JONAS = new User("u2", "Jonas Lindqvist", Set.of(Role.SUPERVISOR), true);
    static final BalanceIdentity BALANCE =
            new BalanceIdentity("MS504", "SIM00520", Mass.grams("520.0000"), Mass.grams("0.0001"));

    static final List<User> PEOPLE =
            List.of(
                    ANNA,
                    JONAS,
                    new User("u3", "Priya Raman", Set.of(Role.OPERATOR), true),
                    new User("u4", "Tomasz Zieliński", Set.of(Role.OPERATOR), true),
                    new User("u5", "Maria del Carmen Fernández", Set.of(Role.OPERATOR), true));

    private static final Mass VESSEL = Mass.grams("48.2310");
    private static final Hazards SDS =
            new Hazards(
                    "Danger",
                    List.of("GHS02", "GHS05", "GHS07"),
                    List.of(
                            "H228 Flammable solid",
                            "H302+H332 Harmful if swallowed or if inhaled",
                            "H315 Causes skin irritation",
                            "H318 Causes serious eye damage",
                            "H335 May cause respiratory irritation",
                            "H412 Harmful to aquatic life with long lasting effects",
                            "P280 Wear protective gloves and eye protection"));
    private static final Hazards EDTA =
            new Hazards(
                    "Warning",
                    List.of("GHS07", "GHS08"),
                    List.of(
                            "H332 Harmful if inhaled",
                            "H373 May cause damage to organs through prolonged or repeated exposure",
                            "P260 Do not breathe dust"));

    private static final List<Ingredient> INGREDIENTS =
            List.of(
                    new Ingredient("1", "ING-0042", "Sodium chloride", "7647-14-5", Hazards.NONE),
                    new Ingredient(
                            "2", "ING-0043", "Potassium chloride", "7447-40-7", Hazards.NONE),
                    new Ingredient(
                            "3",
                            "ING-0051",
                            "Disodium hydrogen phosphate anhydrous",
                            "7558-79-4",
                            Hazards.NONE),
                    new Ingredient(
                            "4",
                            "ING-0052",
                            "Potassium dihydrogen phosphate",
                            "7778-77-0",
                            Hazards.NONE));

    /// The same bench with dangerous ingredients.
    private static final List<Ingredient> DANGEROUS =
            List.of(
                    new Ingredient("1", "ING-0042", "Sodium chloride", null, Hazards.NONE),
                    new Ingredient("2", "ING-0043", "Potassium chloride", null, Hazards.NONE),
                    new Ingredient("3", "ING-0071", "Sodium dodecyl sulfate", "151-21-3", SDS),
                    new Ingredient("4", "ING-0062", "Disodium EDTA dihydrate", "6381-92-6", EDTA));

    private static final String[][] LINES = {
        {"80.000", "0.400"}, {"2.000", "0.020"}, {"14.400", "0.144"}, {"2.400", "0.024"}
    };

    private final List<Ingredient> ingredients;

    private BenchFixture(List<Ingredient> ingredients) {
        this.ingredients = ingredients;
    }

    static BenchFixture harmless() {
        return new BenchFixture(INGREDIENTS);
    }

    static BenchFixture dangerous() {
        return new BenchFixture(DANGEROUS);
    }

    static Hazards hazardsOf(List<BenchFixture> benches, String id) {
        return benches.getLast().ingredients.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .map(Ingredient::hazards)
                .orElse(Hazards.NONE);
    }

    Hazards hazardsOf(String ingredientId) {
        return hazardsOf(List.of(this), ingredientId);
    }

    // Situations

    static Situation signedOut() {
        return new Situation(new BenchState.SignedOut(), online(null));
    }

    static Situation ready(Notice notice) {
        return new Situation(new Ready(ANNA, true, null, notice), stable("0.0000"));
    }

    static Situation readyFor(User operator) {
        return new Situation(new Ready(operator, true, null, null), stable("0.0000"));
    }

    Situation readyToResume() {
        return new Situation(new Ready(ANNA, true, unfinished(), null), stable("0.0000"));
    }

    static Situation starting() {
        return new Situation(new BenchState.Starting(ANNA, "PRM00936"), stable("0.0000"));
    }

    static Situation locked() {
        return new Situation(new BenchState.Locked(ANNA, "PRM00936"), stable("0.0000"));
    }

    Situation reviewing(String litres, Notice notice) {
        return new Situation(new Reviewing(ANNA, review(litres), notice), stable("0.0000"));
    }

    Situation awaiting(int step, Notice notice) {
        return new Situation(new AwaitingContainer(work(step), notice), stable("0.0000"));
    }

    Situation taring(int step, boolean asked, Notice notice) {
        Work work = work(step);
        return new Situation(
                new Taring(work, work.step().requiredCode(), asked, notice), stable("48.2310"));
    }

    Situation dispensing(int step, String net) {
        return dispensing(step, net, null);
    }

    Situation dispensing(int step, String net, Notice notice) {
        return pouring(step, (work, pour) -> new Dispensing(work, pour, notice), unstable(net));
    }

    Situation stale(int step, String net) {
        Pan fresh = unstable(net);
        Pan stale =
                new Pan(fresh.status(), fresh.latest(), fresh.steadySince(), fresh.tare(), true);
        return pouring(step, (work, pour) -> new Dispensing(work, pour, null), stale);
    }

    Situation overloaded(int step) {
        Pan pan =
                new Pan(
                        new Online(BALANCE),
                        new BalanceReading.Overload(frame()),
                        7,
                        tareOf(step),
                        false);
        return pouring(step, (work, pour) -> new Dispensing(work, pour, null), pan);
    }

    Situation settling(int step, String net) {
        return pouring(step, (work, pour) -> new Settling(work, pour, null), unstable(net));
    }

    Situation inTolerance(int step, String net, Notice notice) {
        return pouring(step, (work, pour) -> new InTolerance(work, pour, notice), stable(net));
    }

    Situation over(int step, String net) {
        Pour pour =
                new Pour(ingredients.get(step - 1).code(), tareOf(step), tareOf(step), step > 1);
        return pouring(step, (work, _) -> new Over(work, pour, null), stable(net));
    }

    /// The last ingredient but one is 4 % too much.
    Situation correcting(Notice notice) {
        Correcting seen = overshoot(3, "14.9760");
        RescalePlan plan = plan(seen);
        return new Situation(
                new Correcting(seen.work(), seen.pour(), seen.dispense(), 7, plan, notice),
                stable("14.9760"));
    }

    /// The first ingredient is too much: some may be taken out.
    Situation correctingFirst() {
        return new Situation(overshoot(1, "80.6120"), stable("80.6120"));
    }

    Situation approving(Notice notice) {
        return new Situation(
                new Approving(
                        ANNA, new ApprovalRequest.Overriding(overshoot(3, "14.9760")), notice),
                stable("14.9760"));
    }

    /// The step's formula line asks a second person to look.
    Situation witnessing(int step, String net) {
        Work work = asking(work(step), LineRule.WITNESS);
        Pour pour = pour(step);
        Dispense seen = dispense(work.step(), Mass.grams(net));
        return new Situation(
                new Approving(
                        ANNA,
                        new ApprovalRequest.Witness(
                                work, pour, seen, 7, new Effect.RecordDispense(SESSION, seen)),
                        null),
                stable(net));
    }

    /// A weight was typed because the balance cannot send it.
    Situation typed(int step, String net) {
        Work work = work(step);
        Pour pour = pour(step);
        return new Situation(
                new Approving(
                        ANNA,
                        new ApprovalRequest.ByHand(
                                new Dispensing(work, pour, null),
                                work,
                                pour,
                                dispense(work.step(), Mass.grams(net))),
                        null),
                stable(net));
    }

    Situation acknowledging(int step) {
        Work work = asking(work(step), LineRule.HAZARDS);
        return new Situation(
                new BenchState.Acknowledging(
                        work, Source.ofCode(work.step().requiredCode()), false, null),
                stable("48.2310"));
    }

    /// The container of a step by difference is to be put on the balance.
    Situation placing(int step, String gross, Notice notice) {
        Work work = asking(work(step), LineRule.BY_DIFFERENCE);
        return new Situation(
                new Taring(work, work.step().requiredCode(), false, notice), stable(gross));
    }

    /// Taken out of a container that weighed 312.4471 g.
    Situation taking(int step, Pan pan) {
        return byDifference(step, (work, pour) -> new Dispensing(work, pour, null), pan);
    }

    Situation taken(int step, Pan pan) {
        return byDifference(step, (work, pour) -> new InTolerance(work, pour, null), pan);
    }

    Situation takenTooMuch(int step, Pan pan) {
        return byDifference(step, (work, pour) -> new Over(work, pour, null), pan);
    }

    private Situation byDifference(int step, PouringState state, Pan pan) {
        Work work = asking(work(step), LineRule.BY_DIFFERENCE);
        Mass before = Mass.grams("312.4471");
        Pour pour =
                new Pour(
                        Source.ofCode(work.step().requiredCode()),
                        before,
                        before,
                        false,
                        before,
                        Mass.grams("0.5"));
        return new Situation(state.of(work, pour), pan);
    }

    /// Every step may be weighed next.
    Situation free(int step, Notice notice) {
        return new Situation(
                new AwaitingContainer(asking(work(step), LineRule.FREE_ORDER), notice),
                stable("0.0000"));
    }

    private static Work asking(Work work, LineRule rule) {
        SessionRecord asking = asking(work.record(), _ -> true, rule);
        return new Work(work.operator(), asking, asking.steps().get(work.step().sequence() - 1));
    }

    /// The same, as if the formula had asked for it.
    static SessionRecord asking(SessionRecord record, Predicate<Step> which, LineRule rule) {
        return new SessionRecord(
                record.session(),
                record.context(),
                record.steps().stream()
                        .map(step -> which.test(step) ? asking(step, rule) : step)
                        .toList(),
                record.dispenses(),
                record.deviations(),
                record.attestations(),
                record.signatures());
    }

    private static Step asking(Step step, LineRule rule) {
        return new Step(
                step.id(),
                step.sessionId(),
                step.sequence(),
                step.ingredientId(),
                step.requiredCode(),
                step.ingredientName(),
                step.tolerance(),
                step.status(),
                Set.of(rule));
    }

    private Correcting overshoot(int step, String net) {
        Work work = work(step);
        Pour pour =
                new Pour(ingredients.get(step - 1).code(), tareOf(step), tareOf(step), step > 1);
        return new Correcting(work, pour, dispense(work.step(), Mass.grams(net)), 7, null, null);
    }

    private static RescalePlan plan(Correcting seen) {
        List<RescalePlanner.Held> lines = new ArrayList<>();
        for (Step step : seen.work().record().steps()) {
            String[] line = LINES[step.sequence() - 1];
            Deviation tolerance = new Deviation.Absolute(new BigDecimal(line[1]));
            boolean now = step.id().equals(seen.work().step().id());
            lines.add(
                    new RescalePlanner.Held(
                            new FormulaLine(
                                    step.sequence(),
                                    step.ingredientId(),
                                    new BigDecimal(line[0]),
                                    tolerance,
                                    tolerance),
                            now
                                    ? seen.dispense().net()
                                    : seen.work().record().netOf(step).orElse(null),
                            null));
        }
        return new RescalePlanner(
                        Amount.of("1", "L"),
                        new Feasibility(
                                BALANCE.maximum(),
                                BALANCE.readability(),
                                Mass.grams("0.0200"),
                                VESSEL))
                .plan(seen.work().record().context().amount(), lines);
    }

    Situation regaining(int step) {
        return pouring(
                step,
                (work, pour) -> new BenchState.Regaining(work, pour, Mass.grams("52.7121"), null),
                stable("1.0000"));
    }

    Situation recording(int step, String net) {
        Work work = work(step);
        return new Situation(
                new Recording(work, pour(step), dispense(work.step(), Mass.grams(net))),
                stable(net));
    }

    Situation interrupted(Interrupted.Phase phase, Notice notice) {
        return new Situation(
                new Interrupted(ANNA, unfinished(), phase, notice),
                stable(phase == Interrupted.Phase.VESSEL ? "61.0021" : "0.0000"));
    }

    /// The container of a step by difference does not weigh what it weighed.
    Situation interruptedByDifference(String found) {
        Work work = asking(work(3), LineRule.BY_DIFFERENCE);
        Mass last = Mass.grams("308.2210");
        return new Situation(
                new Interrupted(
                        ANNA,
                        new Unfinished(
                                work.record(),
                                new Checkpoint(
                                        SESSION,
                                        work.step().id(),
                                        work.step().requiredCode(),
                                        Mass.grams("312.4471"),
                                        last,
                                        NOW)),
                        Interrupted.Phase.VESSEL,
                        new Notice.ContainerChanged(last, Mass.grams(found))),
                stable(found));
    }

    Situation fault() {
        BalanceStatus unplugged =
                new Offline(
                        new OfflineCause.Port(
                                OfflineReason.UNPLUGGED, "/dev/ttyUSB0: Input/output error"));
        BenchState before = dispensing(3, "4.0000").state();
        return new Situation(
                new Fault(ANNA, unplugged, before, Mass.grams("134.6310")), Pan.unknown(unplugged));
    }

    Situation awaitingSignature(Notice notice) {
        return new Situation(new AwaitingSignature(ANNA, record(5), notice), stable("146.9918"));
    }

    Situation completing() {
        return new Situation(new BenchState.Completing(ANNA, record(5)), stable("146.9918"));
    }

    Situation completed() {
        return new Situation(new Completed(ANNA, signed(), null), stable("0.0000"));
    }

    Situation rejecting() {
        return new Situation(
                new Rejecting(ANNA, record(3), awaiting(3, null).state(), null),
                stable("130.4432"));
    }

    // What stands in lists

    static List<SessionRow> sessions(boolean atHub) {
        return List.of(
                row(
                        SESSION,
                        "PRM00936",
                        "Phosphate buffered saline 10x",
                        1,
                        SessionStatus.COMPLETED,
                        0,
                        atHub),
                row("s2", "PRM00101", "LB broth (Miller)", 2, SessionStatus.COMPLETED, 2, true),
                row("s3", "PRM00101", "LB broth (Miller)", 1, SessionStatus.FAILED, 3, true),
                row(
                        "s4",
                        "PRM00310",
                        "SDS-PAGE running buffer 10x",
                        1,
                        SessionStatus.COMPLETED,
                        5,
                        true),
                row("s5", "PRM00412", "M9 minimal salts 5x", 1, SessionStatus.COMPLETED, 26, true),
                row(
                        "s6",
                        "PRM00520",
                        "Ringer solution (solids)",
                        3,
                        SessionStatus.LOCKED_FAILED,
                        29,
                        true),
                row(
                        "s7",
                        "PRM00207",
                        "TAE buffer 50x (solids)",
                        1,
                        SessionStatus.COMPLETED,
                        31,
                        true));
    }

    /// Quickly at first, then little by little.
    private static PourTrace poured(Dispense dispense) {
        PourTrace trace = PourTrace.begun(NOW, Mass.grams("0").toUnit(dispense.net().unit()), true);
        for (int i = 1; i <= 40; i++) {
            BigDecimal share =
                    BigDecimal.ONE
                            .subtract(new BigDecimal("0.88").pow(i))
                            .setScale(4, RoundingMode.DOWN);
            trace =
                    trace.and(
                            NOW.plusMillis(i * 700L),
                            i == 40 ? dispense.net() : dispense.net().times(share),
                            i % 9 == 0);
        }
        return trace;
    }

    SessionDetail detail() {
        SessionRecord record = signed();
        return new SessionDetail(
                record,
                record.dispenses().stream()
                        .collect(Collectors.toMap(Dispense::id, BenchFixture::poured)),
                photos(record),
                new Receipt(SESSION, "c".repeat(64), 4711, NOW.toEpochMilli(), "hub-1", "sig"),
                null);
    }

    /// One of a step, and one of the whole session that is not at the hub.
    private static List<SessionPhoto> photos(SessionRecord record) {
        String step = record.steps().getFirst().id();
        return List.of(
                new SessionPhoto(photo("5e0c", step, 312_844, 4), "Anna Weber", null),
                new SessionPhoto(
                        photo("b27a", null, 287_190, 6), "Anna Weber", "WRONG_TYPE: not kept"));
    }

    private static Attachment photo(
            String hash, @Nullable String stepId, long size, int minutesLater) {
        return new Attachment(
                hash.repeat(16),
                AttachmentType.JPEG.mediaType(),
                size,
                Attachment.PHOTO,
                stepId,
                NOW.plus(Duration.ofMinutes(minutesLater)).toEpochMilli(),
                "u1");
    }

    /// The same, refused.
    SessionDetail refused() {
        SessionRecord signed = signed();
        return new SessionDetail(
                new SessionRecord(
                        signed.session().ended(SessionStatus.SERVER_REJECTED, NOW),
                        signed.context(),
                        signed.steps(),
                        signed.dispenses(),
                        signed.deviations(),
                        signed.signatures()),
                Map.of(),
                List.of(),
                null,
                "operator u1 is not known in lab1 (session.operator)");
    }

    private static SessionRow row(
            String id,
            String code,
            String name,
            int attempt,
            SessionStatus status,
            int hoursAgo,
            boolean atHub) {
        return new SessionRow(
                id,
                code,
                name,
                attempt,
                status,
                "Anna Weber",
                NOW.minus(Duration.ofHours(hoursAgo)),
                atHub);
    }

    // Parts

    FormulaReview review(String litres) {
        FormulaVersion version =
                new FormulaVersion(
                        "v3",
                        "f1",
                        3,
                        VersionStatus.APPROVED,
                        LocalDate.of(2026, 3, 1),
                        Amount.of("1", "L"),
                        lines());
        List<ScaledLine> scaled =
                new Scaling(Amount.of(litres, "L"), version.base(), BALANCE.readability())
                        .lines(version);
        return new FormulaReview(
                new Formula("f1", "PRM00936", "Phosphate buffered saline 10x"),
                version,
                Amount.of(litres, "L"),
                scaled,
                ingredients.stream().collect(Collectors.toMap(Ingredient::id, Function.identity())),
                new Feasibility(
                                BALANCE.maximum(),
                                BALANCE.readability(),
                                Mass.grams("0.0200"),
                                VESSEL)
                        .problems(Amount.of(litres, "L"), scaled));
    }

    private List<FormulaLine> lines() {
        List<FormulaLine> lines = new ArrayList<>();
        for (int i = 0; i < LINES.length; i++) {
            Deviation deviation = new Deviation.Absolute(new BigDecimal(LINES[i][1]));
            lines.add(
                    new FormulaLine(
                            i + 1,
                            ingredients.get(i).id(),
                            new BigDecimal(LINES[i][0]),
                            deviation,
                            deviation));
        }
        return lines;
    }

    /// The record with every step before this one done.
    SessionRecord record(int step) {
        Amount litre = Amount.of("1", "L");
        List<Step> steps = new ArrayList<>();
        List<Dispense> dispenses = new ArrayList<>();
        for (ScaledLine line : review("1").lines()) {
            int sequence = line.line().sequence();
            Ingredient ingredient = ingredients.get(sequence - 1);
            boolean done = sequence < step;
            Step made =
                    new Step(
                            "step" + sequence,
                            SESSION,
                            sequence,
                            ingredient.id(),
                            ingredient.code(),
                            ingredient.name(),
                            line.tolerance(),
                            done ? StepStatus.DONE : StepStatus.PENDING);
            steps.add(made);
            if (done) {
                dispenses.add(
                        dispense(made, line.target().plus(Mass.grams("0.0" + sequence + "12"))));
            }
        }
        return new SessionRecord(
                new PreparationSession(
                        SESSION,
                        "f1",
                        "v3",
                        1,
                        SessionStatus.IN_PROGRESS,
                        ANNA.id(),
                        NOW.minus(Duration.ofMinutes(12)),
                        null),
                new SessionContext(
                        "lab1",
                        "st3",
                        "PRM00936",
                        "Phosphate buffered saline 10x",
                        3,
                        ANNA.name(),
                        litre,
                        BALANCE.model(),
                        BALANCE.serialNumber(),
                        true,
                        "Europe/Berlin",
                        "a".repeat(64),
                        1),
                steps,
                dispenses,
                step > 2
                        ? List.of(
                                new SessionDeviation(
                                        "step2",
                                        "near_miss",
                                        "",
                                        "ING-0061 instead of ING-0043",
                                        NOW.minus(Duration.ofMinutes(7)),
                                        ANNA.id()))
                        : List.of(),
                List.of());
    }

    SessionRecord signed() {
        SessionRecord record = record(5);
        return new SessionRecord(
                record.session().ended(SessionStatus.COMPLETED, NOW),
                record.context(),
                record.steps(),
                record.dispenses(),
                record.deviations(),
                List.of(
                        new Signature(
                                ANNA.id(),
                                ANNA.name(),
                                Meaning.PERFORMED,
                                NOW,
                                "2026-11-20T15:05:00+01:00",
                                "9f3c0a41d7be52886c1e0f7a35d2c4b19f3c0a41d7be52886c1e0f7a35d2c4b1",
                                Authentication.CHOSEN)));
    }

    Work work(int step) {
        SessionRecord record = record(step);
        return new Work(ANNA, record, record.steps().get(step - 1));
    }

    private interface PouringState {
        BenchState of(Work work, Pour pour);
    }

    private Situation pouring(int step, PouringState state, Pan pan) {
        return new Situation(state.of(work(step), pour(step)), tared(pan, step));
    }

    /// The balance subtracts the step's tare, so that it displays net.
    private Pan tared(Pan pan, int step) {
        return new Pan(pan.status(), pan.latest(), pan.steadySince(), tareOf(step), pan.stale());
    }

    private Pour pour(int step) {
        return new Pour(ingredients.get(step - 1).code(), tareOf(step), tareOf(step), false);
    }

    private Mass tareOf(int step) {
        return record(step).lastGross(record(step).steps().get(step - 1)).orElse(VESSEL);
    }

    private static Dispense dispense(Step step, Mass net) {
        return new Dispense(
                "d" + step.sequence(),
                step.id(),
                step.requiredCode(),
                null,
                null,
                net,
                net.plus(VESSEL),
                VESSEL,
                TareSource.BALANCE,
                net.digits(),
                "g",
                "flag",
                "S S " + net.digits() + " g",
                BALANCE.serialNumber(),
                NOW,
                ANNA.id());
    }

    private Unfinished unfinished() {
        return new Unfinished(
                record(3),
                new Checkpoint(
                        SESSION,
                        "step3",
                        "ING-0051",
                        Mass.grams("50.2522"),
                        Mass.grams("61.0103"),
                        NOW));
    }

    private static Frame frame() {
        return new Frame(7, "", NOW);
    }

    static Pan stable(String grams) {
        return online(new BalanceReading.Stable(Mass.grams(grams), frame()));
    }

    static Pan unstable(String grams) {
        return online(new BalanceReading.Unstable(Mass.grams(grams), frame()));
    }

    private static Pan online(BalanceReading latest) {
        return new Pan(
                new Online(BALANCE), latest, 7, new Mass(BigDecimal.ZERO, MassUnit.GRAM), false);
    }
}
