// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/deviceheader.h"

#include "ui/editors/inlinemessage.h"
#include "ui/panels/protectionbutton.h"
#include "ui/panels/whybutton.h"
#include "ui/style/look.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace podium::ui
{
using namespace engine;

DeviceHeader::DeviceHeader(Views &views, DeviceView &device, const Client &client, QWidget *parent)
    : QWidget(parent)
    , m_device(device)
    , m_client(client)
    , m_first(new QHBoxLayout)
    , m_stateIcon(new QLabel)
    , m_state(new ElidedLabel)
    , m_remark(new ElidedLabel)
    , m_message(new InlineMessage)
    , m_help(new WhyHelp(views, client, *m_message, this))
    , m_why(new WhyButton(*m_help, device.description().id, this))
{
    const auto &description = device.description();
    auto *kind = new QLabel;
    kind->setPixmap(Theme::instance().icon(familyIcon(description.family)).pixmap(20, 20));
    auto *title = new ElidedLabel(description.title.isEmpty() ? description.id : description.title);
    auto bold = font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.1);
    title->setFont(bold);
    auto *id = new ElidedLabel(description.title.isEmpty() ? QString() : description.id);
    id->setTone(Tone::Muted);
    auto *close = new QToolButton;
    close->setAutoRaise(true);
    close->setIcon(Theme::instance().icon(Icon::Close, Tone::Muted));
    close->setIconSize({14, 14});
    close->setToolTip(tr("Close this panel; nothing is stopped by that"));
    close->setAccessibleName(tr("Close the panel"));
    connect(close, &QToolButton::clicked, this, &DeviceHeader::closeRequested);
    m_why->serveMenuOf(*this);
    m_why->setWaiting([] { return Waiting{{}, tr("Set or press something of it: it is refused, and can then be queued for the lock.")}; });
    connect(m_help, &WhyHelp::taskRequested, this, &DeviceHeader::taskRequested);
    connect(m_help, &WhyHelp::remedyRequested, this, &DeviceHeader::remedyRequested);
    m_remark->setTone(Tone::Muted);

    m_first->addWidget(kind);
    m_first->addWidget(title);
    m_first->addWidget(id);
    m_first->addStretch(1);
    addTraffic();
    m_first->addWidget(m_stateIcon);
    m_first->addWidget(m_state);
    m_first->addWidget(close);
    addProtection();
    addStop();
    auto *second = new QHBoxLayout;
    second->addWidget(m_remark, 1);
    second->addWidget(m_why);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(m_first);
    layout->addLayout(second);
    layout->addWidget(m_message);
    connect(&device, &DeviceView::changed, this, &DeviceHeader::refresh);
    connect(&Theme::instance(), &Theme::changed, this, [this, kind] {
        kind->setPixmap(Theme::instance().icon(familyIcon(m_device.description().family)).pixmap(20, 20));
        refresh();
    });
    refresh();
}

void DeviceHeader::addTraffic()
{
    const auto &id = m_device.description().id;
    if (!m_device.description().hasLink)
        return;
    auto *traffic = new QToolButton;
    traffic->setAutoRaise(true);
    traffic->setIcon(Theme::instance().icon(Icon::Traffic));
    traffic->setFocusPolicy(Qt::TabFocus);
    traffic->setAccessibleName(tr("Traffic of %1").arg(id));
    traffic->setToolTip(plainToolTip(tr("Shows the messages on the link of %1, and sends some by hand.").arg(id)));
    m_first->addWidget(traffic);
    connect(traffic, &QToolButton::clicked, this, [this, id] { Q_EMIT remedyRequested(Remedy::ShowTraffic, id); });
}

void DeviceHeader::addProtection()
{
    const auto &description = m_device.description();
    if (description.commands.empty() && std::ranges::none_of(description.parameters, &ParameterSpec::isWritable))
        return;
    m_protection = new ProtectionButton(m_client, {description.id, {}}, this);
    m_first->insertWidget(m_first->indexOf(m_stateIcon), m_protection);
    connect(m_protection, &ProtectionButton::failed, this, [this](const QString &text) { m_message->say(Tone::Major, text); });
}

void DeviceHeader::addStop()
{
    const auto &description = m_device.description();
    if (!description.canStop)
        return;
    m_stop = new QPushButton(Theme::instance().icon(Icon::Stop), tr("Stop"));
    m_stop->setAutoDefault(false);
    const auto what = tr("Stops %1 now, whatever it does and whoever holds its lock.").arg(description.id);
    m_stop->setToolTip(plainToolTip(what));
    m_stop->setAccessibleDescription(what);
    m_stop->setAccessibleName(tr("Stop %1").arg(description.id));
    m_first->insertWidget(m_first->indexOf(m_state) + 1, m_stop);
    connect(m_stop, &QPushButton::pressed, this, [this] {
        m_client.stop(m_device.description().id);
        m_stopText = tr("stop requested");
        refresh();
    });
    connect(&m_client.stops(), &StopController::receiptChanged, this, &DeviceHeader::stopTold);
}

void DeviceHeader::followShape()
{
    if (!m_protection)
        addProtection();
    if (!m_stop)
        addStop();
    refresh();
}

void DeviceHeader::addTool(QToolButton *tool)
{
    m_first->insertWidget(m_first->indexOf(m_protection ? static_cast<QWidget *>(m_protection) : m_stateIcon), tool);
}

void DeviceHeader::setAfloat(bool isAfloat)
{
    m_isAfloat = isAfloat;
    update();
}

void DeviceHeader::paintEvent(QPaintEvent *)
{
    if (!m_isAfloat)
        return;
    QPainter painter(this);
    painter.setPen(Theme::instance().colour(Tone::Line));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void DeviceHeader::stopTold(const StopReceipt &receipt)
{
    if (receipt.device != m_device.description().id)
        return;
    if (const auto ms = StopReceipt::milliseconds(receipt.requested, receipt.confirmed))
        m_stopText = tr("stopped, confirmed after %1 ms").arg(qRound(*ms));
    else if (!receipt.finished)
        m_stopText = tr("stopping");
    else if (receipt.canConfirm)
        m_stopText = tr("stop NOT confirmed: %1").arg(receipt.problem);
    else
        m_stopText = tr("stop sent; this device cannot tell whether it stands still");
    refresh();
}

void DeviceHeader::refresh()
{
    const auto &description = m_device.description();
    const auto &status = m_device.status();
    const bool isBroken = !description.problem.isEmpty();
    const auto look = isBroken ? StateLook{Tone::Major, Icon::StateAlarm, tr("not there")} : lookOf(status.state);
    m_stateIcon->setPixmap(Theme::instance().icon(look.icon, look.tone).pixmap(16, 16));
    m_state->setText(look.word);
    m_state->setTone(look.tone);
    m_state->setExplanation(status.reason.isEmpty() ? look.word : look.word + u'\n' + status.reason);

    QStringList remarks;
    if (isBroken)
        remarks << description.problem;
    else if (!status.reason.isEmpty())
        remarks << status.reason;
    if (status.lock)
        remarks << lockText(*status.lock, RefreshClock::instance().now());
    if (status.protection.isOn())
        remarks << tr("write-protected by %1").arg(status.protection.by);
    if (!m_stopText.isEmpty())
        remarks << m_stopText;
    m_remark->setText(remarks.join(QStringLiteral(" \u00b7 ")));
    m_remark->setTone(isBroken || status.state == DeviceState::Fault ? Tone::Major : Tone::Muted);
    std::vector<Why> whys;
    if (const auto blocked = whyBlocked(description, status); blocked.isBlocking())
        whys.push_back(blocked);
    if (status.lock)
        whys.push_back(whyLocked({description.id, {}}, status.lock));
    m_why->setWhys(whys);
    if (m_protection)
        m_protection->setState(status.protection);
    if (status.lock)
        RefreshClock::instance().listenToSeconds(this, [this] { refresh(); });
    else
        RefreshClock::instance().forget(this);
}
} // namespace podium::ui
