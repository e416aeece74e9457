package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Push.Operation;
import io.prepstation.model.sync.TempId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the operations of a request into an order in which each finds what it refers to: the create of a temporary id
/// before whatever names it. Otherwise the order of the request stays, so that edits of one entity follow each other.
final class PushOrder {

    private final Map<String, List<Operation>> creates = new HashMap<>();
    private final Set<Operation> ordered = new LinkedHashSet<>();
    private final Set<Operation> path = new LinkedHashSet<>();

    private PushOrder() {}

    /// Operations that refer to each other in a circle come in the order of the request; the hub blocks them.
    static List<Operation> of(List<Operation> operations) {
        PushOrder order = new PushOrder();
        for (Operation operation : operations) {
            if (operation.operation().equals(OperationKind.CREATE.word())) {
                order.creates
                        .computeIfAbsent(operation.entityId(), _ -> new ArrayList<>())
                        .add(operation);
            }
        }
        operations.forEach(order::place);
        return List.copyOf(order.ordered);
    }

    private void place(Operation operation) {
        if (ordered.contains(operation) || !path.add(operation)) {
            return;
        }
        parents(operation).forEach(this::place);
        path.remove(operation);
        ordered.add(operation);
    }

    private List<Operation> parents(Operation operation) {
        List<Operation> parents = new ArrayList<>();
        if (!operation.operation().equals(OperationKind.CREATE.word())) {
            parents.addAll(creates.getOrDefault(operation.entityId(), List.of()));
        }
        for (JsonNode value : operation.data()) {
            if (value.isTextual() && TempId.isTempId(value.textValue())) {
                parents.addAll(creates.getOrDefault(value.textValue(), List.of()));
            }
        }
        return parents;
    }
}
