// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/operatedrack.h"

#include "tests/app/eventually.h"

#include <QFile>

#include <csignal>

namespace podium::tests
{
namespace
{
QString writeBench(const QTemporaryDir &folder, quint16 port)
{
    QByteArray bench = "name = \"Rack\"\n";
    for (const char *axis : {"x", "y"})
        bench += "[[device]]\nid = \"stage/" + QByteArray(axis) + "\"\ninstrument = \"podium-mc3\"\naddress = \"tcp://127.0.0.1:"
            + QByteArray::number(port) + "\"\nsettings = { axis = \"" + axis
            + "\", velocity = \"10 mm s-1\" }\n"; // more than the controller takes
    QFile file(folder.filePath(QStringLiteral("rack.toml")));
    return file.open(QIODevice::WriteOnly) && file.write(bench) == bench.size() ? file.fileName() : QString();
}

/// What lies beside the bench goes before what is shipped.
void writePatientInstrument(const QTemporaryDir &folder)
{
    QFile shipped(QStringLiteral(PODIUM_RESOURCES "/instruments/podium-mc3.toml"));
    QVERIFY(shipped.open(QIODevice::ReadOnly));
    auto text = shipped.readAll();
    QCOMPARE(text.count("\ntime = \"1 s\"\n"), 1);
    text.replace("\ntime = \"1 s\"\n", "\ntime = \"60 s\"\n");
    QFile file(folder.filePath(QStringLiteral("podium-mc3.toml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}
} // namespace

QString panelOf(const QString &device) { return QStringLiteral("Panel of %1").arg(device); }

OperatedRack::OperatedRack(const XDesktop &desktop, const QString &fault) : m_fault(fault)
{
    startInstrument();
    if (!fault.isEmpty())
        writePatientInstrument(m_folder);
    m_podium = std::make_unique<OperatedPodium>(desktop, writeBench(m_folder, m_port));
}

void OperatedRack::startInstrument()
{
    const auto kind = m_port == 0 ? QStringLiteral("motion") : QStringLiteral("motion:%1").arg(m_port);
    QStringList arguments{QStringLiteral("--instrument"), kind};
    if (!m_fault.isEmpty())
        arguments << QStringLiteral("--fault") << m_fault;
    m_sim = std::make_unique<SimProcess>(arguments);
    m_port = m_sim->port("motion");
    for (const QByteArray axis : {"x", "y"}) // so slowly that no motion of a test ends by itself before the test wants it to
        ask("VEL " + axis + " 0.5;VEL? " + axis);
    mark();
}

bool OperatedRack::isReady()
{
    return m_podium->isReady() && canSet(QStringLiteral("stage/x")) && canSet(QStringLiteral("stage/y"));
}

bool OperatedRack::canSet(const QString &device)
{
    const auto known = field(device);
    return known.exists() && !known.readOnly;
}

bool OperatedRack::isClosed(const QString &device)
{
    const auto known = field(device);
    return known.exists() && known.readOnly;
}

Seen OperatedRack::field(const QString &device, const QString &title)
{
    return m_podium->see(QStringLiteral("%1 setpoint").arg(title), panelOf(device));
}

bool OperatedRack::types(const QString &device, const QString &text, const QString &title)
{
    const auto known = field(device, title);
    if (!known.focused) {
        m_podium->click(known);
        return false;
    }
    if (known.value == text)
        return true;
    m_podium->press({QStringLiteral("ctrl+a")});
    m_podium->type(text);
    return false;
}

void OperatedRack::startMotion(const QString &device)
{
    const auto axis = device.right(1).toLatin1();
    EVENTUALLY(types(device, QStringLiteral("20 mm")));
    DONE(m_podium->press({QStringLiteral("Return")}));
    EVENTUALLY_COMPARE(received("MOV " + axis).size(), 1);
    EVENTUALLY(isMoving(axis));
    EVENTUALLY(m_podium->seeTask(QStringLiteral("move %1.position to 20 mm").arg(device), QStringLiteral("running")).exists());
}

QByteArray OperatedRack::ask(const QByteArray &question) const
{
    if (QTest::currentTestFailed())
        return {};
    SimClient other(m_port);
    other.send(question);
    const auto answer = other.line(std::chrono::seconds(20));
    if (answer.isNull())
        QTest::qFail(("The controller does not answer to " + question).constData(), __FILE__, __LINE__);
    return answer;
}

void OperatedRack::freezeInstrument() const { ::kill(pid_t(m_sim->process().processId()), SIGSTOP); }

void OperatedRack::thawInstrument() const { ::kill(pid_t(m_sim->process().processId()), SIGCONT); }

QList<QByteArray> OperatedRack::all() const
{
    QList<QByteArray> messages;
    for (const auto &message : m_sim->messages("motion"))
        if (message.startsWith("< ") && !message.contains('?'))
            messages << message.mid(2);
    return messages;
}

void OperatedRack::mark() { m_mark = all().size(); }

QList<QByteArray> OperatedRack::received() const { return all().mid(m_mark); }

QList<QByteArray> OperatedRack::received(const QByteArray &verb) const
{
    QList<QByteArray> matching;
    for (const auto &message : received())
        if (message.startsWith(verb))
            matching << message;
    return matching;
}
} // namespace podium::tests
