package io.prepstation.model.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.secret.PepperMark.Fault;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("STO-9")
class PepperMarkTest {

    private static final byte[] ONE = pepper(1);
    private static final byte[] OTHER = pepper(2);

    private static byte[] pepper(int fill) {
        byte[] pepper = new byte[32];
        Arrays.fill(pepper, (byte) fill);
        return pepper;
    }

    private static Optional<Fault> fault(
            Optional<byte[]> file, Optional<byte[]> credential, Optional<byte[]> madeUnder) {
        return PepperMark.fault(file, credential, madeUnder.map(PepperMark::of), false);
    }

    @Test
    void a_mark_is_of_one_pepper() {
        assertEquals(PepperMark.of(ONE), PepperMark.of(pepper(1)));
        assertNotEquals(PepperMark.of(ONE), PepperMark.of(OTHER));
        assertEquals(22, PepperMark.of(ONE).length());
    }

    @Test
    void one_pepper_holds_wherever_it_lies() {
        Optional<byte[]> one = Optional.of(ONE);
        assertEquals(Optional.empty(), fault(one, Optional.empty(), one));
        assertEquals(Optional.empty(), fault(Optional.empty(), one, one));
        assertEquals(Optional.empty(), fault(one, Optional.of(pepper(1)), one));
        assertEquals(Optional.empty(), fault(Optional.empty(), one, Optional.empty()));
        assertEquals(Optional.empty(), fault(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /// As a program without marks took it: `hub init` left a file beside every credential.
    @Test
    void the_credential_holds_beside_another_file() {
        Optional<byte[]> one = Optional.of(ONE);
        Optional<byte[]> other = Optional.of(OTHER);
        assertEquals(Optional.empty(), fault(one, other, Optional.empty()));
        assertEquals(Optional.empty(), fault(one, other, other));
    }

    @Test
    void the_credential_does_not_hold_where_something_was_made_under_another() {
        Optional<byte[]> one = Optional.of(ONE);
        Optional<byte[]> other = Optional.of(OTHER);
        assertEquals(Optional.of(Fault.FILE_HOLDS), fault(one, other, one));
        assertEquals(Optional.of(Fault.ANOTHER), fault(one, other, Optional.of(pepper(3))));
    }

    @Test
    void two_peppers_are_told_from_one_in_two_places() {
        assertTrue(PepperMark.differ(Optional.of(ONE), Optional.of(OTHER)));
        assertFalse(PepperMark.differ(Optional.of(ONE), Optional.of(pepper(1))));
        assertFalse(PepperMark.differ(Optional.of(ONE), Optional.empty()));
    }

    @Test
    void another_or_none_is_noticed_where_there_is_something() {
        Optional<byte[]> one = Optional.of(ONE);
        Optional<byte[]> other = Optional.of(OTHER);
        assertEquals(Optional.of(Fault.ANOTHER), fault(other, Optional.empty(), one));
        assertEquals(Optional.of(Fault.ANOTHER), fault(Optional.empty(), other, one));
        assertEquals(Optional.of(Fault.NONE), fault(Optional.empty(), Optional.empty(), one));
        assertEquals(
                Optional.of(Fault.NONE),
                PepperMark.fault(Optional.empty(), Optional.empty(), Optional.empty(), true));
    }
}
