// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfileediting.h"

#include "app/benchfile.h"
#include "app/devicekinds.h"
#include "app/linktest.h"
#include "devices/families/configvalues.h"
#include "engine/tasks/submit.h"

#include <QCoreApplication>

namespace podium::app
{
using namespace ui;

namespace
{
QString tr(const char *text) { return QCoreApplication::translate("podium::app::BenchFileEditing", text); }

void answerLater(QObject *context, const BenchEditing::Answered &answered, const LinkAnswer &answer)
{
    QMetaObject::invokeMethod(context, [answered, answer] { answered(answer); }, Qt::QueuedConnection);
}

/// Settings as a bench file would give them, read by the schema of the instrument; the first problem otherwise.
std::optional<devices::InstrumentDescription> described(const devices::InstrumentFile &file, const DeviceDraft &draft, QString &problem)
{
    devices::ConfigNode table;
    for (auto given = draft.settings.cbegin(); given != draft.settings.cend(); ++given) {
        if (given.value().isEmpty())
            continue;
        devices::ConfigNode node;
        node.kind = devices::ConfigNode::Kind::Text;
        node.name = given.key();
        node.key = given.key();
        node.text = given.value();
        table.children.push_back(node);
    }
    devices::ProblemList problems(file.path());
    const auto settings = devices::readSettings(&table, table, file.settings(), problems);
    devices::FileProblems found = problems.all();
    auto description = found.empty() ? file.describe(settings, found) : std::nullopt;
    if (!description)
        problem = found.front().message;
    return description;
}
} // namespace

void BenchFileEditing::test(const DeviceDraft &draft, QObject *context, Answered answered)
{
    if (!draft.isInstrument)
        return answerLater(context, answered, {true, tr("A driver of the program: there is no address to connect to."), {}, {}});
    const auto file = instrumentFile(draft.kind, m_file);
    QString problem = tr("%1 cannot be tried from here: it speaks in registers, or its file has a problem. Save it; the device says whether it answers.").arg(draft.kind);
    const auto description = file ? described(*file, draft, problem) : std::nullopt;
    if (!description)
        return answerLater(context, answered, {false, problem, {}, {}});
    engine::TaskOptions service;
    service.service = true;
    const auto task = engine::submit(m_client.gate(), QStringLiteral("try %1").arg(draft.address),
                                     [address = draft.address, description = *description] { return testLink(address, description); }, service);
    task.then(context, [answered, address = draft.address](const QString &identity) {
        answered({true, tr("%1 answers as %2.").arg(address, identity), {}, {}});
    }, [answered, address = draft.address](const engine::Error &error) {
        answered({false, tr("No good answer from %1: %2").arg(address, error.message()), {}, {}});
    });
}

namespace
{
/// With something in the place of each setting that has to be given: who answers does not depend on it.
std::optional<devices::InstrumentDescription> sampleOf(const devices::InstrumentFile &file)
{
    DeviceDraft draft;
    for (const auto &[spec, fallback] : file.settings())
        if (fallback.index() == 0)
            draft.settings[spec.name] = spec.choices.isEmpty() ? QStringLiteral("1") : spec.choices.front();
    QString problem;
    return described(file, draft, problem);
}

/// One after the other: the address may take one connection only.
engine::Op<LinkAnswer> askAll(QString address, std::vector<std::pair<DeviceKind, devices::InstrumentDescription>> kinds)
{
    QStringList reasons;
    for (const auto &[kind, description] : kinds) {
        try {
            const auto identity = co_await testLink(address, description);
            co_return LinkAnswer{true, tr("%1 is %2: it answers as %3.").arg(address, kind.title, identity), kind.name, {}};
        } catch (const engine::Error &error) {
            if (error.kind() == engine::ErrorKind::Refused)
                throw;
            if (!reasons.contains(error.message()))
                reasons << error.message();
        }
    }
    co_return LinkAnswer{false, tr("Nothing that is known answers at %1: %2").arg(address, reasons.value(0)), {}, {}};
}
} // namespace

void BenchFileEditing::probe(const QString &address, QObject *context, Answered answered)
{
    std::vector<std::pair<DeviceKind, devices::InstrumentDescription>> kinds;
    for (const auto &kind : m_kinds) {
        const auto file = kind.isInstrument ? instrumentFile(kind.name, m_file) : std::nullopt;
        if (const auto description = file ? sampleOf(*file) : std::nullopt; description && description->policy.identity)
            kinds.emplace_back(kind, *description);
    }
    engine::TaskOptions service;
    service.service = true;
    engine::submit(m_client.gate(), QStringLiteral("probe %1").arg(address), [address, kinds] { return askAll(address, kinds); }, service)
        .then(context, [answered](const LinkAnswer &answer) { answered(answer); },
              [answered](const engine::Error &error) { answered({false, error.message(), {}, {}}); });
}
} // namespace podium::app
