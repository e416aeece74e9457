package io.prepstation.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/// Calls that some code must not make, by owner and name; method references count as calls.
final class Calls {

    static final DescribedPredicate<JavaAccess<?>> OPENS_A_CONNECTION =
            oneOf(
                    "opens a database connection",
                    "java.sql.DriverManager.getConnection",
                    "javax.sql.DataSource.getConnection",
                    "org.sqlite.SQLiteConfig.createConnection",
                    "org.sqlite.SQLiteDataSource.getConnection",
                    "org.sqlite.JDBC.createConnection",
                    "com.zaxxer.hikari.HikariDataSource.<init>",
                    "com.zaxxer.hikari.HikariDataSource.getConnection");

    static final DescribedPredicate<JavaAccess<?>> ASKS_A_CLOCK =
            oneOf(
                            "asks the system's clock",
                            "java.lang.System.currentTimeMillis",
                            "java.time.Clock.systemUTC",
                            "java.time.Clock.systemDefaultZone",
                            "java.time.Clock.system",
                            "java.util.Date.<init>")
                    .or(
                            describe(
                                    "asks the system's clock by now()",
                                    access ->
                                            access.getTargetOwner()
                                                            .getPackageName()
                                                            .equals("java.time")
                                                    && access.getName().equals("now")
                                                    && isWithoutClock(access)));

    static final DescribedPredicate<JavaAccess<?>> COUNTS_NANOSECONDS =
            oneOf("asks the system's stopwatch", "java.lang.System.nanoTime");

    static final DescribedPredicate<JavaAccess<?>> ROLLS_DICE =
            oneOf(
                    "makes its own randomness",
                    "java.util.UUID.randomUUID",
                    "java.lang.Math.random",
                    "java.util.Random.<init>",
                    "java.util.concurrent.ThreadLocalRandom.current");

    static final DescribedPredicate<JavaAccess<?>> SLEEPS =
            oneOf("sleeps", "java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep");

    private Calls() {}

    static ArchCondition<JavaClass> to(DescribedPredicate<JavaAccess<?>> forbidden) {
        return new ArchCondition<>("contain code that " + forbidden.getDescription()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getAccessesFromSelf().stream()
                        .filter(forbidden)
                        .map(access ->
                                SimpleConditionEvent.satisfied(access, access.getDescription()))
                        .forEach(events::add);
            }
        };
    }

    private static DescribedPredicate<JavaAccess<?>> oneOf(String description, String... names) {
        Set<String> forbidden = Set.of(names);
        return describe(
                description,
                access ->
                        forbidden.contains(
                                access.getTargetOwner().getName() + "." + access.getName()));
    }

    private static boolean isWithoutClock(JavaAccess<?> access) {
        return !access.getTarget().getFullName().contains("java.time.Clock");
    }
}
