// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traffic/trafficpanel.h"

#include "ui/editors/choiceeditor.h"
#include "ui/style/icons.h"
#include "ui/style/plaintext.h"
#include "ui/style/tailview.h"
#include "ui/traffic/handline.h"
#include "ui/traffic/linktraffic.h"
#include "ui/traffic/trafficfilter.h"
#include "ui/traffic/trafficscript.h"

#include <QAction>
#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace podium::ui
{
namespace
{
constexpr int usualRows = 5000;
QString rowsKey() { return QStringLiteral("traffic/rows"); }
} // namespace

TrafficPanel::TrafficPanel(const engine::Client &client, const QString &settingsFile, LinkLanguages languages, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_settingsFile(settingsFile)
    , m_languages(std::move(languages))
    , m_filter(new TrafficFilter(this))
    , m_view(new TailView)
    , m_choice(new ChoiceField)
    , m_way(new ChoiceField)
    , m_device(new ChoiceField)
    , m_rows(new ChoiceField)
    , m_text(new QLineEdit)
    , m_errors(new QCheckBox(tr("&errors only")))
    , m_pause(new QPushButton)
    , m_copy(new QPushButton)
    , m_script(new QPushButton)
    , m_close(new QToolButton)
    , m_counts(new QLabel)
    , m_hand(new HandLine(client))
{
    buildView();
    m_counts->setTextFormat(Qt::PlainText);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    nameFilters();
    column->addLayout(controls());
    column->addWidget(m_view, 1);
    column->addLayout(below());
    addActions();
    const auto kept = m_settingsFile.isEmpty() ? usualRows : QSettings(m_settingsFile, QSettings::IniFormat).value(rowsKey(), usualRows).toInt();
    m_rows->setCurrentIndex(std::max(0, m_rows->findData(kept) < 0 ? m_rows->findData(usualRows) : m_rows->findData(kept)));
    connect(m_choice, &QComboBox::currentIndexChanged, this, &TrafficPanel::choose);
    connect(m_way, &QComboBox::currentIndexChanged, this, [this] { m_filter->setWay(TrafficWay(m_way->currentData().toInt())); });
    connect(m_device, &QComboBox::currentIndexChanged, this, [this] { m_filter->setDevice(m_device->currentData().toString()); });
    connect(m_rows, &QComboBox::currentIndexChanged, this, [this] { setRows(m_rows->currentData().toInt()); });
    connect(m_errors, &QCheckBox::toggled, m_filter, &TrafficFilter::setErrorsOnly);
    connect(m_text, &QLineEdit::textChanged, m_filter, &TrafficFilter::setText);
    connect(m_pause, &QAbstractButton::toggled, this, &TrafficPanel::setPaused);
    connect(m_copy, &QAbstractButton::clicked, this, &TrafficPanel::copy);
    connect(m_script, &QAbstractButton::clicked, this, &TrafficPanel::copyScript);
    connect(m_close, &QAbstractButton::clicked, this, &TrafficPanel::closeGone);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter, signal, this, &TrafficPanel::refreshCounts);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &TrafficPanel::refreshCounts);
    refresh();
}

TrafficPanel::~TrafficPanel() { m_filter->setSourceModel(nullptr); }

LinkTraffic *TrafficPanel::shown() const
{
    const auto index = std::size_t(m_choice->currentIndex());
    return index < m_links.size() ? m_links[index].get() : nullptr;
}

void TrafficPanel::showDevice(const engine::DeviceId &device)
{
    m_wanted = device;
    askForLinks();
}

void TrafficPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    askForLinks();
    if (auto *link = shown())
        link->setWatched(true);
}

void TrafficPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (auto *link = shown())
        link->setWatched(false);
}

void TrafficPanel::askForLinks()
{
    m_client.links().then(this, [this](const std::vector<engine::LinkDescription> &links) { takeLinks(links); });
}

void TrafficPanel::takeLinks(const std::vector<engine::LinkDescription> &links)
{
    const auto *before = shown();
    for (const auto &link : links) {
        const auto known = std::ranges::find_if(m_links, [&](const auto &traffic) { return traffic->is(link); });
        if (known != m_links.end()) {
            (*known)->setDevices(link.devices);
            continue;
        }
        auto *traffic = m_links.emplace_back(std::make_unique<LinkTraffic>(m_client, link, m_languages ? m_languages(link) : LinkLanguage(), m_rows->currentData().toInt())).get();
        connect(traffic, &LinkTraffic::changed, this, [this] {
            fillChoice();
            askForLinks(); // another one may be in its place
        });
        connect(&traffic->model(), &TrafficModel::countsChanged, this, &TrafficPanel::refreshCounts);
    }
    fillChoice();
    const auto wanted = std::ranges::find_if(m_links, [this](const auto &traffic) { return !traffic->isGone() && traffic->link().devices.contains(m_wanted); });
    if (wanted != m_links.end())
        m_choice->setCurrentIndex(int(wanted - m_links.begin()));
    m_wanted.clear();
    if (shown() != before || !before)
        choose(m_choice->currentIndex());
}

void TrafficPanel::fillChoice()
{
    const int index = m_choice->currentIndex();
    {
        const QSignalBlocker silent(m_choice);
        m_choice->clear();
        for (const auto &traffic : m_links)
            m_choice->addItem(traffic->title());
        m_choice->setCurrentIndex(std::min(std::max(index, 0), m_choice->count() - 1));
    }
    refresh();
}

void TrafficPanel::choose(int)
{
    auto *now = shown();
    for (const auto &traffic : m_links)
        traffic->setWatched(traffic.get() == now && isVisible());
    m_filter->setSourceModel(now ? &now->model() : nullptr);
    refresh();
}

void TrafficPanel::closeGone()
{
    const auto index = m_choice->currentIndex();
    if (!shown() || !shown()->isGone())
        return;
    m_filter->setSourceModel(nullptr);
    m_links.erase(m_links.begin() + index);
    fillChoice();
    choose(m_choice->currentIndex());
}

void TrafficPanel::setRows(int rows)
{
    for (const auto &traffic : m_links)
        traffic->model().setCapacity(rows);
    if (!m_settingsFile.isEmpty())
        QSettings(m_settingsFile, QSettings::IniFormat).setValue(rowsKey(), rows);
}

void TrafficPanel::setPaused(bool paused)
{
    if (auto *link = shown())
        link->model().setPaused(paused);
    refreshCounts();
}

void TrafficPanel::refresh()
{
    auto *link = shown();
    const QSignalBlocker silentDevice(m_device);
    const QSignalBlocker silentPause(m_pause);
    const auto device = m_device->currentData().toString();
    m_device->clear();
    m_device->addItem(tr("all devices"));
    if (link)
        for (const auto &id : link->link().devices)
            m_device->addItem(oneLine(id, 40), id);
    m_device->setCurrentIndex(std::max(0, m_device->findData(device)));
    m_filter->setDevice(m_device->currentData().toString());
    m_view->setColumnHidden(TrafficModel::Device, !link || link->link().devices.size() < 2);
    m_pause->setChecked(link && link->model().isPaused());
    m_close->setVisible(link && link->isGone());
    m_choice->setBlocked(m_links.empty());
    m_hand->setTarget(link ? link->link().devices.front() : QString(),
                      !link             ? tr("No device of this bench has a link: there is nothing to send to.")
                      : link->isGone() ? tr("The link is gone: its device was removed from the bench.")
                                       : QString());
    m_hand->setHelp(link ? link->language().handExample : QString(), link ? link->language().handHelp : QString());
    refreshCounts();
}

void TrafficPanel::refreshCounts()
{
    auto *link = shown();
    const int known = link ? link->model().rowCount() : 0;
    const int seen = link ? m_filter->rowCount() : 0;
    QStringList parts;
    if (link)
        parts << (seen == known ? tr("%1 messages").arg(known) : tr("%1 of %2 messages").arg(seen).arg(known));
    if (link && link->model().isPaused())
        parts << tr("! paused, %1 more have come").arg(link->model().waiting());
    if (link && link->model().missed() > 0)
        parts << tr("%1 were not seen here: nobody looked, or too many came").arg(link->model().missed());
    if (link && link->isGone())
        parts << tr("!! the link is gone");
    m_counts->setText(link ? parts.join(QStringLiteral(" \u00b7 ")) : tr("No device of this bench has a link."));
    m_pause->setText(m_pause->isChecked() ? tr("Go on") : tr("Pause"));
    m_pause->setEnabled(link != nullptr);
    m_pause->setToolTip(!link                    ? tr("There is no link whose traffic could be paused.")
                        : m_pause->isChecked() ? tr("Shows what has come meanwhile, and what comes.")
                                               : tr("Keeps the view as it is. The traffic goes on, and what comes is counted and shown later."));
    m_copy->setEnabled(seen > 0);
    m_script->setEnabled(seen > 0);
    m_scriptAction->setEnabled(seen > 0);
    m_copy->setToolTip(seen > 0 ? tr("Copies the selected messages, or all that are shown, as text. Keys: Ctrl+C in the list.") : tr("There is nothing to copy."));
    m_script->setToolTip(seen > 0 ? tr("Copies the selected messages, or all that are shown, as a Python program that has the same exchange with the instrument.")
                                  : tr("There is nothing to copy."));
}

std::vector<int> TrafficPanel::chosenRows() const
{
    std::vector<int> rows;
    for (const auto &index : m_view->selectionModel()->selectedRows())
        rows.push_back(m_filter->sourceRow(index.row()));
    if (rows.empty())
        for (int row = 0; row < m_filter->rowCount(); ++row)
            rows.push_back(m_filter->sourceRow(row));
    std::ranges::sort(rows);
    return rows;
}

void TrafficPanel::copy() const
{
    QStringList lines;
    for (const int row : chosenRows())
        lines << shown()->model().lineText(row);
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void TrafficPanel::copyScript() const
{
    std::vector<TrafficRow> rows;
    for (const int row : chosenRows())
        rows.push_back(shown()->model().at(row));
    if (rows.empty())
        return;
    const auto &script = shown()->language().script;
    QGuiApplication::clipboard()->setText(trafficScript(shown()->link().name, shown()->link().address, rows, script ? script() : ScriptLanguage()));
}
} // namespace podium::ui
