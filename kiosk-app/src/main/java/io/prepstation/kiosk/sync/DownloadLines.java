package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Lab;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.MasterDownload;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.material.Ingredient;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.WireEntities.WireFormula;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import io.prepstation.model.sync.WireEntities.WireIngredient;
import io.prepstation.model.sync.WireEntities.WireLab;
import io.prepstation.model.sync.WireEntities.WireUser;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gathers a download line by line: `{"entityType","id","data"}` each, and last `{"end","nextCursor","entities"}`.
///
/// The first line that is wrong spoils it, and without the last line with the right count it is not whole: half of the
/// master data would withdraw the other half.
final class DownloadLines {

    private final LabKey lab;
    private final List<Lab> labs = new ArrayList<>();
    private final List<User> users = new ArrayList<>();
    private final Map<String, Integer> credentials = new HashMap<>();
    private final List<Ingredient> ingredients = new ArrayList<>();
    private final List<Formula> formulas = new ArrayList<>();
    private final List<FormulaVersion> versions = new ArrayList<>();
    private final PackedLines edited = new PackedLines();
    private int lines;
    private int entities;
    private @Nullable ObjectNode end;
    private @Nullable MalformedJson fault;

    DownloadLines(LabKey lab) {
        this.lab = lab;
    }

    void line(byte[] utf8) {
        lines++;
        if (fault != null) {
            return;
        }
        try {
            read(utf8);
        } catch (MalformedJson e) {
            fault = atLine(e);
        } catch (IllegalArgumentException | DateTimeException e) {
            fault = atLine(e);
        }
    }

    /// @throws MalformedJson if a line was wrong, the last one is missing or counts differently, or it is another lab's
    Download whole() throws MalformedJson {
        if (fault != null) {
            throw fault;
        }
        if (end == null) {
            throw new MalformedJson("the download broke off after line " + lines);
        }
        if (end.path("entities").asLong(-1) != entities) {
            throw new MalformedJson(
                    "the download has "
                            + entities
                            + " entries, but its last line says "
                            + end.path("entities"));
        }
        if (labs.size() != 1 || !labs.getFirst().key().equals(lab)) {
            throw new MalformedJson("the download is not of lab " + lab.labId());
        }
        return new Download(
                new MasterDownload(
                        labs.getFirst(), users, credentials, ingredients, formulas, versions),
                edited,
                entities,
                end.path("nextCursor").asText());
    }

    private void read(byte[] utf8) throws MalformedJson {
        ObjectNode line = Json.parseObject(utf8);
        if (end != null) {
            throw new MalformedJson("something follows the last line");
        }
        if (line.path("end").asBoolean()) {
            end = line;
            return;
        }
        entities++;
        Optional<EntityType> type = EntityType.ofWord(line.path("entityType").asText());
        if (type.isPresent()) {
            add(type.get(), line, utf8);
        }
    }

    /// Types of a newer hub were counted, and are left out.
    private void add(EntityType type, ObjectNode line, byte[] utf8) throws MalformedJson {
        JsonNode data = line.path("data");
        switch (type) {
            case LABS -> labs.add(lab(Json.read(data, WireLab.class)));
            case USERS -> {
                WireUser user = Json.read(data, WireUser.class);
                users.add(user.toUser());
                credentials.put(user.id(), user.credentials());
            }
            case INGREDIENTS -> {
                ingredients.add(Json.read(data, WireIngredient.class).toIngredient());
                addEdited(type, line, utf8);
            }
            case FORMULAS -> formulas.add(Json.read(data, WireFormula.class).toFormula());
            case FORMULA_VERSIONS ->
                    versions.add(Json.read(data, WireFormulaVersion.class).toVersion());
            case LOTS, STOCK_MOVES, CONTAINERS, NOTES -> addEdited(type, line, utf8);
            case SESSIONS, BALANCE_CHECKS, ATTACHMENTS -> {
                // Those of other stations are nothing to this one.
            }
        }
    }

    /// Read once now, so that a wrong line spoils the load before anything is replaced.
    private void addEdited(EntityType type, ObjectNode line, byte[] utf8) throws MalformedJson {
        entity(type, line);
        edited.add(utf8);
    }

    /// What may be changed at a bench, from a line that was read before.
    static Pull.Change edited(byte[] utf8) {
        try {
            ObjectNode line = Json.parseObject(utf8);
            return entity(EntityType.ofWord(line.path("entityType").asText()).orElseThrow(), line);
        } catch (MalformedJson e) {
            throw new IllegalStateException("this line was well-formed before", e);
        }
    }

    private static Pull.Change entity(EntityType type, ObjectNode line) throws MalformedJson {
        if (!(line.path("data") instanceof ObjectNode data)) {
            throw new MalformedJson("data is not an object");
        }
        return new Pull.Change(
                type.word(),
                line.path("operation").asText(OperationKind.UPDATE.word()),
                data,
                line.path("id").asText(),
                line.path("version").asInt(1),
                line.path("hash").asText(type.shape().contentHash(data)),
                data.path("updatedAt").asText(""),
                0,
                null);
    }

    private static Lab lab(WireLab wire) {
        return new Lab(
                new LabKey(wire.tenantId(), wire.id()),
                wire.name(),
                ZoneId.of(wire.timeZone()),
                wire.demo());
    }

    private MalformedJson atLine(Exception e) {
        return new MalformedJson("line " + lines + ": " + e.getMessage(), e);
    }
}
