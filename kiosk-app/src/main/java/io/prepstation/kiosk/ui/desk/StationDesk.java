package io.prepstation.kiosk.ui.desk;

import io.prepstation.kiosk.store.AuditQuery;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.kiosk.store.StatisticsQuery.Dimension;
import io.prepstation.kiosk.store.StatisticsQuery.Period;
import io.prepstation.kiosk.ui.scan.WedgeRules;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.check.CheckRun;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.material.Hazards;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the screens may ask of the station. Called on the JavaFX thread, so nothing here may wait: answers come later as
/// a new situation or a new picture of the sessions.
public interface StationDesk {

    void post(BenchEvent event);

    /// A fresh UUIDv7 for a dispense.
    String newId();

    /// The hazards of an ingredient by its id, from memory.
    Hazards hazardsOf(String ingredientId);

    /// Asks for a session in detail; answered by `StationScreen.show(SessionDetail)`.
    void lookUp(String sessionId);

    /// Asks for the bytes of a photo; answered by `StationScreen.show(PhotoFile)`.
    void lookUpPhoto(String sha256);

    /// Looks for sessions; answered by `StationScreen.show(SessionsAnswer)`.
    void lookUp(SessionsQuestion question);

    /// Signs a session that the hub refused as its next revision; answered by `StationScreen.show(CorrectionAnswer)`.
    void correct(String sessionId, Approval approval);

    /// Keeps what the camera sees now with a session that runs; answered by `StationScreen.show(PhotoAnswer)`.
    ///
    /// @param stepId null for the session as a whole
    void photograph(String sessionId, @Nullable String stepId);

    void syncNow();

    /// Ends the round of sync under way.
    void stopSync();

    /// Syncs, then compares what station and hub hold; answered by a new `SyncQueue`, or by
    /// `StationScreen.show(NotCompared)`.
    void compareWithHub();

    /// Does something with a waiting change that a supervisor stands for; answered by `StationScreen.show(QueueAnswer)`.
    void order(String operationId, Way way, Approval approval);

    /// Clears what the hub has acknowledged long ago; answered in the same way.
    void clearQueue(Approval approval);

    /// Decides conflicts with the hub; answered by `StationScreen.show(ChoiceAnswer)` and a new list of what is open.
    void choose(List<OpenConflict.Choice> choices);

    /// Brings this station's side of a decided conflict back, as a new change; answered in the same way.
    void undoChoice(String conflictId);

    /// Asks for what the lab keeps; answered by `StationScreen.show(Shelf)`.
    void lookUpMaterials();

    /// Makes, changes or deletes an ingredient, a lot or a container in the name of who is signed in; answered by
    /// `StationScreen.show(long, MaterialAnswer)`.
    void make(long number, MaterialEdit edit);

    /// Prints the label of a container, now or never; answered by `StationScreen.showContainerPrinted(String)`.
    ///
    /// @param lines what is in it, for people
    void printContainer(String code, List<String> lines);

    /// Asks whether badge and PIN belong together; answered by `StationScreen.show(SignInResult)`, and, if they do and
    /// nobody is signed in, by the bench.
    void signIn(String badge, String pin);

    /// Asks the same of somebody who only approves something; answered by `StationScreen.showConfirmed`.
    ///
    /// @param deed what he must be allowed
    void confirm(String badge, String pin, Permission deed);

    /// Gives the person of that badge another PIN; answered like a sign-in.
    void changePin(String badge, String pin, String newPin);

    /// The same of somebody who only approves something; answered by `StationScreen.showConfirmed`.
    ///
    /// @param deed what he must be allowed
    void confirmChangePin(String badge, String pin, String newPin, Permission deed);

    /// Asks for a part of the audit trail; answered by `StationScreen.show(AuditAnswer)`.
    void lookUp(AuditQuery query);

    /// Recomputes all records of the lab; answered by `StationScreen.show(VerifyAnswer)`.
    void verify();

    /// Asks for what was counted up to today; answered by `StationScreen.show(StatisticsAnswer)`.
    void lookUp(Dimension dimension, Period period);

    /// Asks whether a balance is ready, and for its checks; answered by `StationScreen.show(BalanceReport)`.
    void lookUp(BalanceIdentity balance);

    /// Keeps a check that came to its end, in the name of who is signed in; answered by `StationScreen.show(CheckAnswer)`.
    void keep(CheckRun check);

    /// Prints another label of a completed session; answered by `StationScreen.show(LabelState)`.
    void printLabel(String sessionId);

    /// Prints a label that says nothing; answered by `StationScreen.showPrintTest(String)`.
    void testPrint();

    /// Shows each colour of the lamp in turn.
    void testLamp();

    /// Asks the devices that only tell how they are when asked; answered by `StationScreen.show(DeviceReport)` if one is
    /// otherwise than before.
    void lookUpDevices();

    /// How the station has set the line to the balance, as manuals write it: `9600 8N1`.
    String balanceLine();

    /// Joins the lab of a hub's one-time code; answered by `StationScreen.show(EnrolResult)`, and, if the station is in,
    /// by the sign-in screen of that lab.
    ///
    /// @param by who agrees, by badge and PIN; only a station that belongs to no lab yet needs nobody
    void join(EnrolmentCode code, Optional<User> by);

    /// Works for another of the station's labs, if nobody is signed in; answered by that lab's sign-in screen.
    void workFor(LabKey lab);

    /// Asks for the station's labs and what waits in them; answered by `StationScreen.show(LabChoice)`.
    void lookUpLabs();

    /// How the hand scanner types.
    default WedgeRules wedge() {
        return WedgeRules.DEFAULT;
    }
}
