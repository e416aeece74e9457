package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.store.AuditQuery;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.kiosk.store.StatisticsQuery.Dimension;
import io.prepstation.kiosk.store.StatisticsQuery.Period;
import io.prepstation.kiosk.ui.desk.MaterialEdit;
import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.SessionsQuestion;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.check.CheckRun;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.material.Hazards;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A desk that remembers what it was asked.
final class DeskLog implements StationDesk {

    final List<BenchEvent> posted = new ArrayList<>();
    final List<String> signIns = new ArrayList<>();
    final List<String> lookedUp = new ArrayList<>();
    final List<SessionsQuestion> questions = new ArrayList<>();
    final List<String> photographed = new ArrayList<>();
    final List<String> photos = new ArrayList<>();
    final List<String> ordered = new ArrayList<>();
    final List<String> corrected = new ArrayList<>();
    final List<Approval> approvals = new ArrayList<>();
    final List<String> printed = new ArrayList<>();
    final List<OpenConflict.Choice> chosen = new ArrayList<>();
    final List<CheckRun> kept = new ArrayList<>();
    final List<EnrolmentCode> joined = new ArrayList<>();
    final List<String> joinedBy = new ArrayList<>();
    final List<MaterialEdit> made = new ArrayList<>();
    int lampTests;
    int deviceLooks;
    int syncs;
    int comparisons;
    int stops;
    private final BenchFixture bench;

    DeskLog(BenchFixture bench) {
        this.bench = bench;
    }

    @Override
    public void post(BenchEvent event) {
        posted.add(event);
    }

    @Override
    public String newId() {
        return "id" + posted.size();
    }

    @Override
    public Hazards hazardsOf(String ingredientId) {
        return bench.hazardsOf(ingredientId);
    }

    @Override
    public void lookUp(String sessionId) {
        lookedUp.add(sessionId);
    }

    @Override
    public void lookUpPhoto(String sha256) {
        photos.add(sha256);
    }

    @Override
    public void lookUp(SessionsQuestion question) {
        questions.add(question);
    }

    @Override
    public void correct(String sessionId, Approval approval) {
        corrected.add(sessionId);
        approvals.add(approval);
    }

    @Override
    public void photograph(String sessionId, @Nullable String stepId) {
        photographed.add(sessionId + " " + stepId);
    }

    @Override
    public void order(String operationId, Way way, Approval approval) {
        ordered.add(way + " " + operationId);
        approvals.add(approval);
    }

    @Override
    public void clearQueue(Approval approval) {
        ordered.add("clear");
        approvals.add(approval);
    }

    @Override
    public void choose(List<OpenConflict.Choice> choices) {
        chosen.addAll(choices);
    }

    @Override
    public void undoChoice(String conflictId) {
        lookedUp.add("undo " + conflictId);
    }

    @Override
    public void lookUpMaterials() {
        lookedUp.add("materials");
    }

    @Override
    public void make(long number, MaterialEdit edit) {
        made.add(edit);
    }

    @Override
    public void printContainer(String code, List<String> lines) {
        printed.add(code + " " + lines);
    }

    @Override
    public void signIn(String badge, String pin) {
        signIns.add(badge + " " + pin);
    }

    @Override
    public void confirm(String badge, String pin, Permission deed) {
        signIns.add("confirm " + badge + " " + pin + " for " + deed.word());
    }

    @Override
    public void changePin(String badge, String pin, String newPin) {
        signIns.add(badge + " " + pin + " → " + newPin);
    }

    @Override
    public void confirmChangePin(String badge, String pin, String newPin, Permission deed) {
        signIns.add("confirm " + badge + " " + pin + " → " + newPin + " for " + deed.word());
    }

    @Override
    public void lookUp(AuditQuery query) {
        lookedUp.add(query.toString());
    }

    @Override
    public void lookUp(Dimension dimension, Period period) {
        lookedUp.add(dimension + " " + period);
    }

    @Override
    public void verify() {
        lookedUp.add("verify");
    }

    @Override
    public void lookUp(BalanceIdentity balance) {
        lookedUp.add(balance.serialNumber());
    }

    @Override
    public void keep(CheckRun check) {
        kept.add(check);
    }

    @Override
    public void printLabel(String sessionId) {
        printed.add(sessionId);
    }

    @Override
    public void join(EnrolmentCode code, Optional<User> by) {
        joined.add(code);
        joinedBy.add(by.map(User::id).orElse("nobody"));
    }

    @Override
    public void workFor(LabKey lab) {
        lookedUp.add("lab " + lab.labId());
    }

    @Override
    public void lookUpLabs() {
        lookedUp.add("labs");
    }

    @Override
    public void testPrint() {
        printed.add("test");
    }

    @Override
    public void testLamp() {
        lampTests++;
    }

    @Override
    public void lookUpDevices() {
        deviceLooks++;
    }

    @Override
    public String balanceLine() {
        return "9600 8N1";
    }

    @Override
    public void stopSync() {
        stops++;
    }

    @Override
    public void compareWithHub() {
        comparisons++;
    }

    @Override
    public void syncNow() {
        syncs++;
    }
}
