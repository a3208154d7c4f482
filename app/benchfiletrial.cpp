// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfileediting.h"

#include "app/instrumentcatalog.h"
#include "app/linkcatalog.h"
#include "app/linktest.h"
#include "devices/families/configvalues.h"
#include "engine/model/quoted.h"
#include "engine/tasks/serviceoptions.h"
#include "engine/tasks/submit.h"

#include <QCoreApplication>

#include <algorithm>

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
template <class File>
auto described(const File &file, const DeviceDraft &draft, QString &problem) -> decltype(file.example())
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
    const auto path = findInstrument(draft.kind, m_file);
    devices::FileProblems problems;
    const auto any = path ? loadInstrument(*path, problems) : std::nullopt;
    if (!any)
        return answerLater(context, answered, {false, tr("%1 cannot be tried: %2").arg(draft.kind, problems.empty() ? tr("there is no such instrument file.") : problems.front().text()), {}, {}});
    std::visit([&](const auto &file) {
        QString problem;
        const auto description = described(file, draft, problem);
        if (!description)
            return answerLater(context, answered, {false, problem, {}, {}});
        const auto task = engine::submit(m_client.gate(), QStringLiteral("try %1").arg(draft.address),
                                         [address = draft.address, description = *description] { return testLink(address, description); }, engine::serviceOptions());
        task.then(context, [answered, address = draft.address](const QString &identity) {
            answered({true, identity.isEmpty() ? tr("%1 answers; it does not say what it is.").arg(address) : tr("%1 answers as %2.").arg(address, identity), {}, {}});
        }, [answered, address = draft.address](const engine::Error &error) {
            answered({false, tr("No good answer from %1: %2").arg(address, error.message()), {}, {}});
        });
    }, *any);
}

namespace
{
/// What `podium --probe` would say, for the form.
engine::Op<LinkAnswer> probeAt(QString address, std::vector<devices::ProbeCandidate> candidates, std::vector<DeviceKind> kinds)
{
    devices::InstrumentProbe probe(engine::currentTask()->engine(), linkKinds(), std::move(candidates));
    const auto found = co_await probe.probe(address);
    if (found.outcome == devices::ProbeResult::Outcome::Proposed)
        co_return LinkAnswer{false, tr("%1 answers to %2 with %3, which no instrument file fits; podium --probe %1 proposes one to begin with.")
                                        .arg(address, found.question, engine::quoted(found.identity)), {}, {}};
    if (!found.isFound())
        co_return LinkAnswer{false, found.message, {}, {}};
    const auto name = found.instruments.constFirst();
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const DeviceKind &each) { return each.isInstrument && each.name == name; });
    const auto title = kind == kinds.end() ? name : kind->title;
    auto text = tr("%1 is %2: it answers as %3.").arg(address, title, engine::quoted(found.identity));
    if (const auto others = found.instruments.mid(1); !others.isEmpty())
        text += u' ' + tr("It could be %1, too.").arg(others.join(QStringLiteral(", ")));
    co_return LinkAnswer{true, text, name, {}};
}
} // namespace

void BenchFileEditing::probe(const QString &address, QObject *context, Answered answered)
{
    if (const auto why = whyNoProbe(address); !why.isEmpty())
        return answerLater(context, answered, {false, why, {}, {}});
    engine::submit(m_client.gate(), QStringLiteral("probe %1").arg(address),
                   [address, candidates = probeCandidates(m_file), kinds = m_kinds] { return probeAt(address, candidates, kinds); }, engine::serviceOptions())
        .then(context, [answered](const LinkAnswer &answer) { answered(answer); },
              [answered](const engine::Error &error) { answered({false, error.message(), {}, {}}); });
}
} // namespace podium::app
