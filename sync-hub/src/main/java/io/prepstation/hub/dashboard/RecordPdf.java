package io.prepstation.hub.dashboard;

import io.prepstation.hub.code.QrSymbol;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.report.BatchRecord;
import io.prepstation.report.BatchRecordPdf;
import io.prepstation.report.ReportWords;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The batch record of a received session: the bytes that its station makes of the same text and the same receipt.
final class RecordPdf {

    private RecordPdf() {}

    static boolean knows(String language) {
        return ReportWords.LANGUAGES.contains(language);
    }

    /// @param language one of those it knows
    /// @throws MalformedJson if what is stored is not what was received
    static byte[] of(StoredSession session, String language) throws MalformedJson {
        UploadBundle bundle = UploadBundle.parse(session.bundle().getBytes(StandardCharsets.UTF_8));
        Receipt receipt = Json.read(Json.parseObject(session.receipt()), Receipt.class);
        return new BatchRecordPdf(
                        new ReportWords(Locale.of(language)), text -> QrSymbol.of(text).modules())
                .of(BatchRecord.of(bundle, receipt));
    }
}
