// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/jsonwriter.h"

#include "tests/support/testmain.h"

#include <QJsonDocument>

#include <cmath>

using namespace podium::engine;
using namespace std::chrono_literals;

namespace
{
const TimePoint start{1h};

/// What one call writes, 1.5 s after the start: the line as text.
QByteArray lineOf(const std::function<void(JsonWriter &)> &call)
{
    QByteArrayList lines;
    JsonWriter writer({start, [] { return start + 1500ms; }}, [&lines](QByteArrayView line) { lines << line.toByteArray(); });
    call(writer);
    return lines.join('\n');
}

TaskInfo runningTask()
{
    TaskInfo task;
    task.id = 7;
    task.label = QStringLiteral("mv stage/x 10mm");
    task.startedBy = QStringLiteral("console");
    task.state = TaskState::Running;
    return task;
}

TaskInfo failedTask()
{
    TaskInfo task = runningTask();
    task.parent = 3;
    task.state = TaskState::Finished;
    task.outcome = Outcome::Failed;
    task.errorKind = ErrorKind::Refused;
    task.error = QStringLiteral("no");
    task.causes = QStringList{QStringLiteral("because")};
    task.traffic = QStringList{QStringLiteral("sent")};
    task.refusals = {{RefusalKind::SoftLimit, QStringLiteral("stage/x.position"), QStringLiteral("no")}};
    return task;
}

TaskInfo cancelledTask()
{
    TaskInfo task = runningTask();
    task.state = TaskState::Finished;
    task.outcome = Outcome::Cancelled;
    task.reason = CancelReason::Stopped;
    task.stopConfirmed = true;
    task.progress = 0.5;
    return task;
}

TaskInfo waitingTask()
{
    TaskInfo task = runningTask();
    task.waitingFor = QStringLiteral("the lock of stage/x");
    task.holds = QStringList{QStringLiteral("stage/y")};
    task.waits = {{QStringLiteral("stage/x"), 4}, {QStringLiteral("stage/z"), 0}};
    return task;
}

ShownReading shown(const Value &value, Quality quality, Severity severity)
{
    const Reading reading{value, start + 1400ms, quality, severity, {}};
    return {QStringLiteral("stage/x.position"), reading, Unit::parse(QStringLiteral("mm")), 3};
}

Value millimetres(double number) { return Quantity(number, Unit::parse(QStringLiteral("mm"))); }

StopReceipt receipt(bool confirmed)
{
    StopReceipt receipt;
    receipt.device = QStringLiteral("stage/x");
    receipt.requested = start + 1s;
    if (confirmed) {
        receipt.firstByte = start + 1s + 250us;
        receipt.acknowledged = start + 1002ms;
        receipt.confirmed = start + 1100ms;
        receipt.finished = true;
    }
    return receipt;
}

DeviceDescription stage()
{
    DeviceDescription device;
    device.id = QStringLiteral("stage/x");
    device.title = QStringLiteral("X axis");
    device.family = QStringLiteral("motor");
    ParameterSpec position;
    position.name = QStringLiteral("position");
    CommandSpec home;
    home.name = QStringLiteral("home");
    device.parameters = {position};
    device.commands = {home};
    return device;
}
} // namespace

class TestJsonWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void events_data();
    void events();
    void words_data();
    void words();
    void anEventStaysOneLine();
    void listsAreOneEventEach();
    void messagesForPeopleAreNotWritten();
};

void TestJsonWriter::events_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *sentence, const std::function<void(JsonWriter &)> &call, const char *expected) {
        QTest::newRow(sentence) << lineOf(call) << QByteArray(expected);
    };
    row("a running task has nulls for what is unknown", [](auto &writer) { writer.task(runningTask()); },
        R"({"event":"task","t":1.5,"id":7,"parent":null,"label":"mv stage/x 10mm","started_by":"console","state":"Running",
            "outcome":null,"error_kind":null,"error":null,"causes":[],"traffic":[],"refusals":[],"reason":null,"stop_confirmed":null,
            "progress":null,"waiting_for":null,"holds":[],"waits":[]})");
    row("a failed task says why", [](auto &writer) { writer.task(failedTask()); },
        R"({"event":"task","t":1.5,"id":7,"parent":3,"label":"mv stage/x 10mm","started_by":"console","state":"Finished",
            "outcome":"Failed","error_kind":"Refused","error":"no","causes":["because"],"traffic":["sent"],
            "refusals":[{"kind":"SoftLimit","address":"stage/x.position","message":"no"}],"reason":null,
            "stop_confirmed":null,"progress":null,"waiting_for":null,"holds":[],"waits":[]})");
    row("a cancelled task says whether its stop was confirmed", [](auto &writer) { writer.task(cancelledTask()); },
        R"({"event":"task","t":1.5,"id":7,"parent":null,"label":"mv stage/x 10mm","started_by":"console","state":"Finished",
            "outcome":"Cancelled","error_kind":null,"error":null,"causes":[],"traffic":[],"refusals":[],"reason":"Stopped",
            "stop_confirmed":true,"progress":0.5,"waiting_for":null,"holds":[],"waits":[]})");
    row("a waiting task says for whom", [](auto &writer) { writer.task(waitingTask()); },
        R"({"event":"task","t":1.5,"id":7,"parent":null,"label":"mv stage/x 10mm","started_by":"console","state":"Running",
            "outcome":null,"error_kind":null,"error":null,"causes":[],"traffic":[],"refusals":[],"reason":null,"stop_confirmed":null,
            "progress":null,"waiting_for":"the lock of stage/x","holds":["stage/y"],
            "waits":[{"address":"stage/x","holder":4},{"address":"stage/z","holder":null}]})");
    row("a reading has its age", [](auto &writer) { writer.value(shown(millimetres(12.35), Quality::Valid, Severity::Minor)); },
        R"({"event":"value","t":1.5,"address":"stage/x.position","value":12.35,"unit":"mm","quality":"Valid",
            "severity":"Minor","reason":null,"age_ms":100})");
    row("a value that was never read is null and has no age",
        [](auto &writer) { writer.value(shown({}, Quality::Lost, Severity::None)); },
        R"({"event":"value","t":1.5,"address":"stage/x.position","value":null,"unit":"mm","quality":"Lost",
            "severity":"None","reason":null,"age_ms":null})");
    row("NaN is null and has an age",
        [](auto &writer) { writer.value(shown(millimetres(std::nan("")), Quality::Invalid, Severity::Major)); },
        R"({"event":"value","t":1.5,"address":"stage/x.position","value":null,"unit":"mm","quality":"Invalid",
            "severity":"Major","reason":null,"age_ms":100})");
    row("a result has the id of its task", [](auto &writer) { writer.result(runningTask(), millimetres(10)); },
        R"({"event":"result","t":1.5,"id":7,"value":10,"unit":"mm"})");
    row("a boolean result stays a boolean", [](auto &writer) { writer.result(runningTask(), true); },
        R"({"event":"result","t":1.5,"id":7,"value":true,"unit":""})");
    row("a held lock names its holder and its waiters",
        [](auto &writer) {
            writer.lock({QStringLiteral("stage/x"), 4, QStringLiteral("scan"), QStringLiteral("moves"), start + 250ms, {7, 8}});
        },
        R"({"event":"lock","t":1.5,"address":"stage/x","holder":4,"reason":"moves","since":0.25,"waiters":[7,8]})");
    row("a free lock has no holder and no time", [](auto &writer) { writer.lock({QStringLiteral("stage/x"), 0, {}, {}, {}, {}}); },
        R"({"event":"lock","t":1.5,"address":"stage/x","holder":null,"reason":null,"since":null,"waiters":[]})");
    row("a stop under way has only its request", [](auto &writer) { writer.stop(receipt(false)); },
        R"({"event":"stop","t":1.5,"device":"stage/x","requested_ms":1000,"first_byte_ms":null,"acknowledged_ms":null,
            "confirmed_ms":null,"confirmed":false,"finished":false,"latency_ms":null,"steps":[],"problem":null})");
    row("a confirmed stop has all its times", [](auto &writer) { writer.stop(receipt(true)); },
        R"({"event":"stop","t":1.5,"device":"stage/x","requested_ms":1000,"first_byte_ms":1000.25,"acknowledged_ms":1002,
            "confirmed_ms":1100,"confirmed":true,"finished":true,"latency_ms":0.25,"steps":[],"problem":null})");
    row("the latch", [](auto &writer) { writer.latch(true); }, R"({"event":"latch","t":1.5,"latched":true})");
    row("a device lists its parameters and commands", [](auto &writer) { writer.device(stage(), DeviceState::Standby); },
        R"({"event":"device","t":1.5,"id":"stage/x","title":"X axis","family":"motor","state":"Standby",
            "parameters":["position"],"commands":["home"],"problem":null})");
    row("a problem of a file has its place",
        [](auto &writer) { writer.check({QStringLiteral("a.toml"), 3, 5, QStringLiteral("driver"), QStringLiteral("unknown")}); },
        R"({"event":"check","t":1.5,"file":"a.toml","line":3,"column":5,"key":"driver","message":"unknown"})");
    row("a problem of a whole file has no place",
        [](auto &writer) { writer.check({QStringLiteral("a.toml"), 0, 0, {}, QStringLiteral("cannot be read")}); },
        R"({"event":"check","t":1.5,"file":"a.toml","line":null,"column":null,"key":null,"message":"cannot be read"})");
    row("an error says where", [](auto &writer) { writer.error(QStringLiteral("stage/x"), QStringLiteral("broken")); },
        R"({"event":"error","t":1.5,"where":"stage/x","message":"broken"})");
    row("done has the exit code", [](auto &writer) { writer.done(130); }, R"({"event":"done","t":1.5,"exit":130})");
}

void TestJsonWriter::events()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, expected);
    QJsonParseError error;
    const auto written = QJsonDocument::fromJson(line, &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(written, QJsonDocument::fromJson(expected));
}

void TestJsonWriter::words_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *word, const std::function<void(TaskInfo &)> &change) {
        TaskInfo task = runningTask();
        change(task);
        QTest::newRow(word) << lineOf([&task](JsonWriter &writer) { writer.task(task); }) << QByteArray(word);
    };
    row(R"("state":"Queued")", [](auto &task) { task.state = TaskState::Queued; });
    row(R"("state":"Paused")", [](auto &task) { task.state = TaskState::Paused; });
    row(R"("state":"Cancelling")", [](auto &task) { task.state = TaskState::Cancelling; });
    row(R"("outcome":"Succeeded")", [](auto &task) { task.outcome = Outcome::Succeeded; });
    row(R"("error_kind":"Timeout")", [](auto &task) { task.errorKind = ErrorKind::Timeout; });
    row(R"("error_kind":"Disconnected")", [](auto &task) { task.errorKind = ErrorKind::Disconnected; });
    row(R"("error_kind":"Device")", [](auto &task) { task.errorKind = ErrorKind::Device; });
    row(R"("error_kind":"Deadlock")", [](auto &task) { task.errorKind = ErrorKind::Deadlock; });
    row(R"("error_kind":"Internal")", [](auto &task) { task.errorKind = ErrorKind::Internal; });
    row(R"("reason":"User")", [](auto &task) { task.reason = CancelReason::User; });
    row(R"("reason":"Parent")", [](auto &task) { task.reason = CancelReason::Parent; });
    row(R"("reason":"Shutdown")", [](auto &task) { task.reason = CancelReason::Shutdown; });
    row(R"("stop_confirmed":false)", [](auto &task) { task.stopConfirmed = false; });
}

void TestJsonWriter::words()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, word);
    QVERIFY2(line.contains(word), line.constData());
}

void TestJsonWriter::anEventStaysOneLine()
{
    const auto line = lineOf([](JsonWriter &writer) { writer.error(QStringLiteral("a"), QStringLiteral("one\ntwo\r\u0007\"")); });
    QVERIFY(!line.contains('\n') && !line.contains('\r') && !line.contains('\x07'));
    QCOMPARE(QJsonDocument::fromJson(line)[u"message"].toString(), QStringLiteral("one\ntwo\r\u0007\""));
}

void TestJsonWriter::listsAreOneEventEach()
{
    QCOMPARE(lineOf([](JsonWriter &writer) { writer.tasks({runningTask(), waitingTask()}); }).count(R"("event":"task")"), 2);
    QCOMPARE(lineOf([](JsonWriter &writer) { writer.locks({LockInfo(), LockInfo()}); }).count(R"("event":"lock")"), 2);
}

void TestJsonWriter::messagesForPeopleAreNotWritten()
{
    QCOMPARE(lineOf([](JsonWriter &writer) { writer.message(QStringLiteral("help")); }), QByteArray());
}

PODIUM_TEST_MAIN(TestJsonWriter)
#include "tst_jsonwriter.moc"
