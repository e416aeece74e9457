package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceSettings.Declared;
import io.prepstation.device.serial.LineFramer.Terminator;
import io.prepstation.device.simulator.BalanceFirmwares;
import io.prepstation.device.simulator.DescribedBalance;
import io.prepstation.model.balance.KnownBalance;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A balance the driver must get on with: a protocol, and a firmware that speaks it.
record SpokenWith(String name, BalanceProtocol protocol, BalanceFirmwares.Maker firmware) {

    /// Every balance of the list in every variant, and some that only a configuration describes.
    static List<SpokenWith> all() {
        return Stream.concat(
                        KnownBalance.words().stream().flatMap(SpokenWith::known),
                        Stream.of(askedWithMarks(), askedByACharacter(), streamingWithoutUnit()))
                .toList();
    }

    static SpokenWith named(String word) {
        return new SpokenWith(word, protocol(word), BalanceFirmwares.named(word).orElseThrow());
    }

    private static Stream<SpokenWith> known(String word) {
        BalanceFirmwares.Maker usual = BalanceFirmwares.named(word).orElseThrow();
        return Stream.concat(
                Stream.of(named(word)),
                usual.variants().entrySet().stream()
                        .map(variant ->
                                new SpokenWith(
                                        word + "-" + variant.getKey(),
                                        protocol(word),
                                        variant.getValue())));
    }

    private static BalanceProtocol protocol(String word) {
        return BalanceProtocols.named(word).orElseThrow();
    }

    /// The example of `docs/protocols/generic.md`.
    private static SpokenWith askedWithMarks() {
        return new SpokenWith(
                "generic-asked-with-marks",
                new GenericBalance(
                        new GenericFormat(
                                "P\r\n",
                                "Z\r\n",
                                Terminator.LF,
                                Pattern.compile(
                                        "(?<stable>ST|US) (?<sign>[+-]) *(?<value>[0-9.]+) *(?<unit>g|kg)"),
                                Set.of("ST"),
                                Set.of("US"),
                                Set.of("OL"),
                                Set.of("UL"))),
                new DescribedBalance(
                        "P\r\n",
                        "Z\r\n",
                        "ST %s %9s g\r\n",
                        "US %s %9s g\r\n",
                        "OL\r\n",
                        "UL\r\n"));
    }

    /// Asked by ENQ alone, lines end with CR, at rest the unit is followed by a star.
    private static SpokenWith askedByACharacter() {
        return new SpokenWith(
                "generic-asked-by-a-character",
                new GenericBalance(
                        new GenericFormat(
                                "\u0005",
                                null,
                                Terminator.CR,
                                Pattern.compile(
                                        "(?<sign>[+-]) *(?<value>[0-9.]+) (?<unit>[a-z]+)(?<stable>[* ])"),
                                Set.of("*"),
                                Set.of(" "),
                                Set.of("----"),
                                Set.of("____"))),
                new DescribedBalance(
                        "\u0005", null, "%s%9s g*\r", "%s%9s g \r", "----\r", "____\r"));
    }

    /// Sends by itself; neither rest nor unit are said.
    private static SpokenWith streamingWithoutUnit() {
        return new SpokenWith(
                "generic-streaming-without-unit",
                new GenericBalance(
                        new GenericFormat(
                                null,
                                null,
                                Terminator.LF,
                                Pattern.compile("W:(?<sign>[+-]) *(?<value>[0-9.]+)"),
                                Set.of(),
                                Set.of(),
                                Set.of("HIGH"),
                                Set.of("LOW"))),
                new DescribedBalance(null, null, "W:%s%9s\n", "W:%s%9s\n", "HIGH\n", "LOW\n"));
    }

    /// The smallest step of its display.
    Mass digit() {
        return new Mass(
                BigDecimal.valueOf(firmware.identity().readabilityMicrograms(), 6)
                        .stripTrailingZeros(),
                MassUnit.GRAM);
    }

    /// As a careful site has it: who it must be, and what its lines do not say.
    BalanceSettings settings() {
        return new BalanceSettings(
                MassUnit.GRAM,
                firmware.identity().model(),
                firmware.identity().serialNumber(),
                Mass.grams("520"),
                digit(),
                new Declared(
                        protocol.unsaid().contains(Unsaid.REST) ? Duration.ofMillis(300) : null,
                        protocol.unsaid().contains(Unsaid.UNIT),
                        false));
    }

    @Override
    public String toString() {
        return name;
    }
}
