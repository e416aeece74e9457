package io.prepstation.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.fuzz.FuzzTarget;
import io.prepstation.fuzz.FuzzedParsers;
import io.prepstation.model.sync.UploadBundle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;

/// What stations and hubs send each other: an object with one canonical text, or refused as malformed.
@Tag("SYN-3")
class JsonFuzzTest extends FuzzedParsers {

    private static final int LONGEST = 600;

    private static final List<String> OBJECTS =
            List.of(
                    "{\"id\":\"018f-1\",\"kind\":\"update\",\"fields\":{\"name\":\"Zinc oxide\"},\"base\":3}",
                    "{\"value\":12.3400,\"unit\":\"g\",\"n\":-1e3,\"deep\":[[[{\"a\":[null,true]}]]]}",
                    "{\"text\":\"\\u00b5\\ud83d\\ude00\\n\",\"big\":123456789012345678901234567890}",
                    "{\"session\":{\"id\":\"s\",\"recordHash\":\"00\"},\"steps\":[],\"dispenses\":[],"
                            + "\"signatures\":[],\"audit\":[],\"auditHead\":{},\"contentHash\":\"00\"}");

    @Override
    public List<FuzzTarget> targets() {
        List<byte[]> seeds =
                OBJECTS.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
        return List.of(
                new FuzzTarget("json", LONGEST, seeds, JsonFuzzTest::checkObject).costly(),
                new FuzzTarget("upload", LONGEST, seeds, JsonFuzzTest::checkUpload).costly());
    }

    private static void checkObject(byte[] utf8) throws MalformedJson {
        ObjectNode object;
        try {
            object = Json.parseObject(utf8);
        } catch (MalformedJson refused) {
            return;
        }
        String canonical = CanonicalJson.of(object);
        assertEquals(canonical, CanonicalJson.of(Json.parseObject(canonical)));
    }

    private static void checkUpload(byte[] utf8) {
        try {
            UploadBundle.parse(utf8);
        } catch (MalformedJson refused) {
            return;
        }
    }
}
