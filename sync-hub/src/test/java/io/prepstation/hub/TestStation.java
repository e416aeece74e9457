package io.prepstation.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.sync.Enrolment;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import io.prepstation.model.sync.WireEntities.WireIngredient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A station as the hub sees it: enrolled, with its token.
public final class TestStation {

    public static final KeyPair KEY = newKey();

    public final Enrolment.Answer enrolment;

    private final RunningHub hub;

    private TestStation(RunningHub hub, Enrolment.Answer enrolment) {
        this.hub = hub;
        this.enrolment = enrolment;
    }

    /// Enrols with a public key.
    public static TestStation enrolledAt(RunningHub hub) throws Exception {
        return enrolled(hub, new Enrolment.Request(hub.newCode(), "bench-1", rawKey(), null));
    }

    /// With that key.
    static TestStation enrolledAt(RunningHub hub, KeyPair key) throws Exception {
        return enrolled(
                hub,
                new Enrolment.Request(
                        hub.newCode(), "bench-1", SigningKey.rawPublicKey(key), null));
    }

    /// With a key of its own, which is thrown away: it can upload what others signed, at most.
    public static TestStation enrolledAt(RunningHub hub, String lab, String name) throws Exception {
        return enrolled(
                hub,
                new Enrolment.Request(
                        hub.newCode(lab), name, SigningKey.rawPublicKey(newKey()), null));
    }

    public static TestStation withoutKey(RunningHub hub) throws Exception {
        return enrolled(hub, new Enrolment.Request(hub.newCode(), "bench-1", null, null));
    }

    public static String rawKey() {
        return SigningKey.rawPublicKey(KEY);
    }

    /// A token to replace the present one; the hub has not seen it used.
    public String newToken() throws Exception {
        var answer = hub.post("/api/stations/token", "", "Authorization", bearer());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return Json.parseObject(answer.body()).path("token").asText();
    }

    public HttpResponse<String> upload(String body) throws IOException, InterruptedException {
        return hub.post("/api/sync/upload", body, "Authorization", bearer());
    }

    /// The answer to a push, which must be one.
    public ObjectNode push(ObjectNode request) throws Exception {
        var answer = hub.post("/api/sync/push", request.toString(), "Authorization", bearer());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return Json.parseObject(answer.body());
    }

    /// Every change of one type, in the order of the feed.
    public List<JsonNode> pulled(String entityType) throws Exception {
        var answer = get("/api/sync/pull?limit=1000&entityTypes=" + entityType);
        return Json.parseObject(answer.body()).path("changes").valueStream().toList();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return hub.get(path, "Authorization", bearer());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return hub.post(path, body, "Authorization", bearer());
    }

    HttpResponse<String> put(String path, byte[] body) throws IOException, InterruptedException {
        return hub.put(path, body, "Authorization", bearer());
    }

    public String bearer() {
        return "Bearer " + enrolment.token();
    }

    /// The lines of a first load.
    public List<ObjectNode> download() throws Exception {
        List<ObjectNode> lines = new ArrayList<>();
        for (String line : get("/api/sync/download").body().lines().toList()) {
            lines.add(Json.parseObject(line));
        }
        return lines;
    }

    public WireFormulaVersion version(String formulaCode) throws Exception {
        String current =
                data("formulas").stream()
                        .filter(formula -> formula.path("code").asText().equals(formulaCode))
                        .map(formula -> formula.path("currentVersionId").asText())
                        .findFirst()
                        .orElseThrow();
        for (JsonNode version : data("formula_versions")) {
            if (version.path("id").asText().equals(current)) {
                return Json.read(version, WireFormulaVersion.class);
            }
        }
        throw new AssertionError("no version " + current);
    }

    public Map<String, WireIngredient> ingredients() throws Exception {
        List<WireIngredient> ingredients = new ArrayList<>();
        for (JsonNode ingredient : data("ingredients")) {
            ingredients.add(Json.read(ingredient, WireIngredient.class));
        }
        return ingredients.stream().collect(Collectors.toMap(WireIngredient::id, it -> it));
    }

    private List<JsonNode> data(String type) throws Exception {
        return download().stream()
                .filter(line -> line.path("entityType").asText().equals(type))
                .map(line -> line.path("data"))
                .toList();
    }

    public static Receipt receiptIn(HttpResponse<String> answer) throws MalformedJson {
        return Json.read(Json.parseObject(answer.body()).path("receipt"), Receipt.class);
    }

    private static TestStation enrolled(RunningHub hub, Enrolment.Request request)
            throws Exception {
        var answer = hub.post("/api/stations/enrol", Json.write(request).toString());
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.body());
        }
        return new TestStation(
                hub, Json.read(Json.parseObject(answer.body()), Enrolment.Answer.class));
    }

    static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
