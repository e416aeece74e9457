package io.prepstation.model.formula;

import java.math.BigInteger;

/// An exact fraction, reckoned with integers alone: what scaling is checked against.
///
/// @param denominator positive
record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {

    private static final BigInteger TWO = BigInteger.TWO;

    /// A decimal text, times a power of ten.
    static Fraction of(String decimal, int powerOfTen) {
        int point = decimal.indexOf('.');
        int decimals = point < 0 ? 0 : decimal.length() - point - 1;
        Fraction digits = new Fraction(new BigInteger(decimal.replace(".", "")), BigInteger.ONE);
        int power = powerOfTen - decimals;
        BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
        return power >= 0
                ? digits.times(new Fraction(ten, BigInteger.ONE))
                : digits.times(new Fraction(BigInteger.ONE, ten));
    }

    Fraction times(Fraction other) {
        return new Fraction(
                numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Fraction over(Fraction other) {
        return times(other.inverted());
    }

    private Fraction inverted() {
        return new Fraction(/* numerator= */ denominator, /* denominator= */ numerator);
    }

    Fraction plus(Fraction other) {
        return new Fraction(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Fraction minus(Fraction other) {
        return plus(new Fraction(other.numerator.negate(), other.denominator));
    }

    BigInteger floor() {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    BigInteger ceiling() {
        return new Fraction(numerator.negate(), denominator).floor().negate();
    }

    /// To the nearest integer, a half to the even one.
    BigInteger halfEven() {
        BigInteger below = floor();
        Fraction rest = minus(new Fraction(below, BigInteger.ONE));
        int half = rest.compareTo(new Fraction(BigInteger.ONE, TWO));
        boolean up = half > 0 || (half == 0 && below.testBit(0));
        return up ? below.add(BigInteger.ONE) : below;
    }

    @Override
    public int compareTo(Fraction other) {
        return numerator
                .multiply(other.denominator)
                .compareTo(other.numerator.multiply(denominator));
    }
}
