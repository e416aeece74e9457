package io.prepstation.kiosk.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.QrReader;
import io.prepstation.model.label.LabelLayout;
import io.prepstation.model.label.LabelLayout.Code;
import io.prepstation.model.label.LabelLayout.Text;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REC-4")
class LabelPdfTest {

    private static final LabelLayout LABEL =
            new LabelLayout(
                    57,
                    32,
                    List.of(
                            new Code(1, 1, 26, "S=0192f7a0;F=PRM00936;H=0123456789abcdef"),
                            new Text(28, 2, 3, 27, "PRM00936")));

    @Nested
    class A_page {

        @Test
        void has_the_size_of_the_label_and_a_code_that_reads() throws Exception {
            try (PDDocument document = Loader.loadPDF(new LabelPdf().pdf(LABEL))) {
                assertEquals(1, document.getNumberOfPages());
                assertEquals(57 * 72 / 25.4, document.getPage(0).getMediaBox().getWidth(), 0.1);
                var drawn = new PDFRenderer(document).renderImageWithDPI(0, 300);
                assertEquals(
                        Optional.of("S=0192f7a0;F=PRM00936;H=0123456789abcdef"),
                        new QrReader().readStill(LumaFrame.of(drawn)));
            }
        }
    }
}
