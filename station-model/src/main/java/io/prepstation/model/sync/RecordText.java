package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.sync.WireSession.WireStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The part of a session that people sign, as canonical text. A wire session holds plain values only.
final class RecordText {

    @JsonIgnoreProperties({"signatures", "recordHash"})
    private interface WithoutSignatures {}

    private static final ObjectWriter WRITER =
            CanonicalJson.writer(
                    WireSession.class,
                    WithoutSignatures.class,
                    new SimpleModule().addSerializer(WireStep.class, new StepText()));

    private RecordText() {}

    /// Most of a new session is steps, and writing these without reflection takes half as long.
    private static final class StepText extends JsonSerializer<WireStep> {

        private static final SerializableString ID = new SerializedString("id");
        private static final SerializableString INGREDIENT_ID =
                new SerializedString("ingredientId");
        private static final SerializableString INGREDIENT_NAME =
                new SerializedString("ingredientName");
        private static final SerializableString REQUIRED_CODE =
                new SerializedString("requiredCode");
        private static final SerializableString RULES = new SerializedString("rules");
        private static final SerializableString SEQUENCE = new SerializedString("sequence");
        private static final SerializableString STATUS = new SerializedString("status");
        private static final SerializableString TARGET = new SerializedString("targetQtyG");
        private static final SerializableString LOWER = new SerializedString("toleranceLowerG");
        private static final SerializableString UPPER = new SerializedString("toleranceUpperG");

        @Override
        public void serialize(WireStep step, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartObject();
            text(json, ID, step.id());
            text(json, INGREDIENT_ID, step.ingredientId());
            text(json, INGREDIENT_NAME, step.ingredientName());
            text(json, REQUIRED_CODE, step.requiredCode());
            List<String> rules = step.rules();
            if (rules != null) {
                json.writeFieldName(RULES);
                json.writeArray(rules.toArray(String[]::new), 0, rules.size());
            }
            json.writeFieldName(SEQUENCE);
            json.writeNumber(step.sequence());
            text(json, STATUS, step.status());
            text(json, TARGET, step.targetQtyG());
            text(json, LOWER, step.toleranceLowerG());
            text(json, UPPER, step.toleranceUpperG());
            json.writeEndObject();
        }

        private static void text(JsonGenerator json, SerializableString name, String value)
                throws IOException {
            json.writeFieldName(name);
            json.writeString(value);
        }
    }

    /// In UTF-8, as it is hashed.
    static byte[] of(WireSession session) {
        try {
            return WRITER.writeValueAsBytes(session);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a wire session can always be written", e);
        }
    }
}
