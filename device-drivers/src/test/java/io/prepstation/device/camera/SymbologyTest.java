package io.prepstation.device.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import io.prepstation.device.DeviceClock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SES-7")
class SymbologyTest {

    private static final Set<Symbology> ALL = Set.of(Symbology.values());

    private static Optional<String> read(Set<Symbology> kinds, LumaFrame frame) {
        return new QrReader(kinds, DeviceClock.system()).readStill(frame);
    }

    @Nested
    class A_reader_told_to_read_all {

        @Test
        void reads_a_data_matrix() throws WriterException {
            assertEquals(
                    Optional.of("C=CNT-000123"),
                    read(ALL, printed(BarcodeFormat.DATA_MATRIX, "C=CNT-000123", Map.of())));
        }

        @Test
        void reads_a_linear_code() throws WriterException {
            assertEquals(
                    Optional.of("ING-0042"),
                    read(ALL, printed(BarcodeFormat.CODE_128, "ING-0042", Map.of())));
        }

        /// Its check digit has the value of a separator.
        @Test
        void marks_a_code_of_gs1() throws WriterException {
            String elements = "\u00f1" + "0104012345678901" + "10L2291";
            assertEquals(
                    Optional.of("]C10104012345678901" + "10L2291"),
                    read(ALL, printed(BarcodeFormat.CODE_128, elements, Map.of())));
        }

        /// Among so many each of the 103 check digits comes up.
        @Test
        void takes_no_check_digit_for_a_part_of_a_linear_code() throws WriterException {
            for (int number = 0; number < 500; number++) {
                String text = "ING-%04d".formatted(number);
                assertEquals(
                        Optional.of(text),
                        read(ALL, printed(BarcodeFormat.CODE_128, text, Map.of())));
            }
        }

        /// Without its separator the batch would be another one, and the day on which the lot expires would be lost.
        @Test
        @Tag("WEI-4")
        void keeps_the_separators_of_a_linear_code_of_gs1() throws WriterException {
            String elements = "\u00f1" + "0104012345678901" + "10L2291" + "\u00f1" + "17261231";
            assertEquals(
                    Optional.of("]C1010401234567890110L2291\u001d17261231"),
                    read(ALL, printed(BarcodeFormat.CODE_128, elements, Map.of())));
        }

        @Test
        void marks_a_qr_code_of_gs1() throws WriterException {
            assertEquals(
                    Optional.of("]Q3010401234567890110L2291"),
                    read(
                            ALL,
                            printed(
                                    BarcodeFormat.QR_CODE,
                                    "010401234567890110L2291",
                                    Map.of(EncodeHintType.GS1_FORMAT, true))));
        }
    }

    @Nested
    @Tag("DEV-CAM")
    class A_data_matrix_of_gs1 {

        private static final String BATCH = "010401234567890110L2291\u001d17261231";

        /// FNC1 first, and between an element without a fixed length and the next one.
        private LumaFrame symbol() throws WriterException {
            return printed(
                    BarcodeFormat.DATA_MATRIX,
                    BATCH,
                    Map.of(
                            EncodeHintType.DATA_MATRIX_COMPACT,
                            true,
                            EncodeHintType.GS1_FORMAT,
                            true));
        }

        @Test
        void is_marked_and_keeps_its_separators() throws WriterException {
            assertEquals(Optional.of("]d2" + BATCH), read(ALL, symbol()));
        }

        @Test
        void is_told_from_one_with_the_same_text_that_is_not_of_gs1() throws WriterException {
            String text = "0104012345678901";
            assertEquals(
                    Optional.of(text),
                    read(ALL, printed(BarcodeFormat.DATA_MATRIX, text, Map.of())));
        }
    }

    @Nested
    class A_reader_of_qr_codes {

        @Test
        void leaves_other_codes_alone() throws WriterException {
            assertEquals(
                    Optional.empty(),
                    read(
                            Set.of(Symbology.QR),
                            printed(BarcodeFormat.DATA_MATRIX, "C=CNT-000123", Map.of())));
        }
    }

    private static LumaFrame printed(
            BarcodeFormat format, String text, Map<EncodeHintType, ?> hints)
            throws WriterException {
        BitMatrix code = new MultiFormatWriter().encode(text, format, 240, 240, hints);
        byte[] luma = new byte[480 * 400];
        Arrays.fill(luma, (byte) 230);
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                if (code.get(x, y)) {
                    luma[(y + 80) * 480 + x + 80] = 20;
                }
            }
        }
        return new LumaFrame(480, 400, 480, luma);
    }
}
