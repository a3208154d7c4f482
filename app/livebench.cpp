// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/livebench.h"

#include "app/benchfileediting.h"
#include "app/benchupdate.h"
#include "engine/tasks/log.h"
#include "engine/tasks/serviceoptions.h"
#include "engine/tasks/submit.h"

#include <QFile>
#include <QFileInfo>

namespace podium::app
{
using namespace engine;
using ui::WhenBusy;

namespace
{
QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void appendCount(QStringList &parts, const QStringList &devices, const QString &form)
{
    if (!devices.isEmpty())
        parts << form.arg(QString::number(devices.size()), devices.join(QStringLiteral(", ")));
}
} // namespace

ui::BenchProblems shown(const devices::FileProblems &problems)
{
    ui::BenchProblems shown;
    for (const auto &problem : problems)
        shown.push_back({problem.file, problem.line, problem.key, problem.message});
    return shown;
}

LiveBench::LiveBench(Core &core, const Client &client, Views &views, const BenchFile &running, std::shared_ptr<BenchLinks> links,
                     const LastGood &lastGood)
    : m_core(core)
    , m_client(client)
    , m_views(views)
    , m_file(running.plan->file)
    , m_links(std::move(links))
    , m_lastGood(lastGood)
    , m_shape(core, client, views)
    , m_prints(printsOf(*running.plan))
    , m_text(textOf(m_file))
{
    for (const auto &device : client.bench()->devices)
        if (!device.problem.isEmpty())
            m_prints[device.id].clear(); // made anew in any case
    keepGood(running.problems);
    if (!file().isEmpty())
        m_editing = std::make_unique<BenchFileEditing>(m_file, client, [this] { reload(); });
}

QString LiveBench::file() const { return m_file.startsWith(QLatin1Char(':')) ? QString() : m_file; }

void LiveBench::reload(WhenBusy whenBusy)
{
    if (m_isChanging) {
        m_again = whenBusy;
        if (m_waiting.isValid())
            m_waiting.cancel(); // what it waits for may be another by now
        return;
    }
    if (const auto problems = checkFile(m_file); !problems.empty()) {
        const auto copy = m_lastGood.exists() ? tr(" The last good copy is %1.").arg(m_lastGood.path()) : QString();
        Q_EMIT refused(tr("%1 was not taken, and the bench goes on as it was: %2 problems.%3")
                           .arg(QFileInfo(m_file).fileName(), QString::number(problems.size()), copy),
                       shown(problems));
        return;
    }
    m_text = textOf(m_file);
    const auto next = std::make_shared<BenchUpdate>();
    next->plan = *loadBench(m_file).plan;
    next->difference = difference(m_prints, printsOf(next->plan), next->plan);
    m_isChanging = true;
    m_shape.setHeld(true);
    if (whenBusy == WhenBusy::Ask)
        return update(next);
    TaskOptions options;
    options.startedBy = m_client.by();
    options.owners = next->leaving();
    m_waiting = submit(m_client.gate(), tr("change the bench"), [core = &m_core, next, whenBusy, by = m_client.by()] {
        return untilFree(*core, next->leaving(), whenBusy, by);
    }, options);
    m_waiting.then(this, [this, next] {
        m_waiting = {};
        update(next);
    });
    m_waiting.finally(this, [this](const TaskInfo &info) {
        if (info.succeeded())
            return;
        m_waiting = {};
        if (!m_again)
            Q_EMIT refused(tr("The bench was not changed: the wait for its devices was cancelled."), {});
        end();
    });
}

void LiveBench::update(const std::shared_ptr<BenchUpdate> &update)
{
    const auto service = serviceOptions({}, m_client.by());
    submit(m_client.gate(), QStringLiteral("change the bench"), [core = &m_core, links = m_links, update] {
        return updateBench(*core, links, *update);
    }, service).then(this, [this, update](const UpdatedBench &done) { updated(*update, done); },
                     [this](const Error &error) { failed(error); });
}

void LiveBench::updated(const BenchUpdate &update, const UpdatedBench &done)
{
    m_prints = printsOf(update.plan);
    for (const auto &device : done.bench->devices)
        if (!device.problem.isEmpty())
            m_prints[device.id].clear();
    m_client.setBench(done.bench);
    m_views.setBench(done.bench, update.difference.remade);
    keepGood(done.problems);
    Q_EMIT applied(summary(update), shown(done.problems));
    end();
}

void LiveBench::failed(const Error &error)
{
    QStringList reasons;
    for (const auto &refusal : error.refusals())
        reasons << refusal.message;
    if (reasons.isEmpty())
        Q_EMIT refused(tr("The bench was not changed: %1").arg(error.message()), {});
    else
        Q_EMIT busy(reasons);
    end();
}

void LiveBench::end()
{
    m_isChanging = false;
    m_shape.setHeld(false);
    if (const auto again = std::exchange(m_again, std::nullopt))
        reload(*again);
}

void LiveBench::keepGood(const devices::FileProblems &problems)
{
    if (!problems.empty())
        return;
    if (const auto why = m_lastGood.keep(m_text); !why.isEmpty())
        log::write(log::Level::Warning, QStringLiteral("bench"),
                   tr("No copy of the bench file could be kept as %1: %2. Make room there, or name another folder with --state.")
                       .arg(m_lastGood.path(), why));
}

QString LiveBench::summary(const BenchUpdate &update) const
{
    const auto &difference = update.difference;
    QStringList parts;
    appendCount(parts, difference.added, tr("%1 added (%2)"));
    appendCount(parts, difference.removed, tr("%1 removed (%2)"));
    appendCount(parts, difference.remade, tr("%1 changed (%2)"));
    const auto same = qsizetype(update.plan.devices.size()) - difference.added.size() - difference.remade.size();
    parts << tr("%1 as they were").arg(same);
    return tr("The bench is what %1 says; devices: %2.").arg(QFileInfo(m_file).fileName(), parts.join(QStringLiteral(", ")));
}
} // namespace podium::app
