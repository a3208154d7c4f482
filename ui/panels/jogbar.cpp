// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/jogbar.h"

#include "ui/panels/explain.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>

#include <algorithm>

namespace podium::ui
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
constexpr auto beat = 100ms;
constexpr auto patience = 500ms; ///< without a beat

/// The velocity that is allowed both ways; 0: unknown.
double highest(const ParameterSpec &velocity)
{
    const auto limits = Limits::narrower(velocity.deviceLimits, velocity.softLimits);
    return limits.low && limits.high ? std::max(0.0, std::min(-*limits.low, *limits.high)) : 0;
}
} // namespace

const CommandSpec *JogBar::jogOf(const DeviceDescription &device)
{
    const auto found = std::find_if(device.commands.begin(), device.commands.end(), [](const CommandSpec &command) {
        return command.name == QLatin1String("jog") && command.startsMotion && command.arguments.size() == 1
            && command.arguments.front().type == ParameterType::Quantity && highest(command.arguments.front()) > 0;
    });
    return found == device.commands.end() ? nullptr : &*found;
}

JogBar::JogBar(const DeviceDescription &device, const Client &client, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_address{device.id, jogOf(device)->name}
    , m_unit(jogOf(device)->arguments.front().unit)
    , m_speed(new ChoiceField)
    , m_keys(new QToolButton)
    , m_banner(new ElidedLabel)
{
    const auto &velocity = jogOf(device)->arguments.front();
    for (const int percent : {1, 5, 10, 25, 50, 100}) {
        const double value = highest(velocity) * percent / 100;
        m_speed->addItem(tr("%1 (%2 %)").arg(Quantity(value, m_unit).text(), QString::number(percent)), value);
    }
    m_speed->setMinimumContentsLength(18); // "12.5 mm s-1 (100 %)"
    m_speed->setCurrentIndex(2);
    m_speed->setFocusPolicy(Qt::StrongFocus);
    m_speed->setAccessibleName(tr("Velocity of the jog"));
    m_speed->setToolTip(tr("How fast it runs while a button is held"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(new ElidedLabel(tr("hold to run")));
    layout->addWidget(addButton(Icon::Less, -1));
    layout->addWidget(addButton(Icon::More, 1));
    layout->addWidget(new ElidedLabel(tr("at")));
    layout->addWidget(m_speed);
    layout->addWidget(m_keys);
    layout->addWidget(m_banner, 1);
    m_keys->setText(tr("keys"));
    m_keys->setCheckable(true);
    m_keys->setFocusPolicy(Qt::StrongFocus);
    m_keys->setAccessibleName(tr("Jog by keyboard"));
    m_keys->setToolTip(tr("While this is on, Space on one of the two buttons holds it; otherwise keys jog nothing."));
    m_banner->setTone(Tone::Minor);
    connect(m_keys, &QToolButton::toggled, this, &JogBar::showKeys);
    m_beat.setInterval(beat);
    connect(&m_beat, &QTimer::timeout, this, &JogBar::keepRunning);
}

QToolButton *JogBar::addButton(Icon icon, int sign)
{
    auto *button = new QToolButton;
    button->setIcon(Theme::instance().icon(icon));
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(sign < 0 ? tr("Jog down while held") : tr("Jog up while held"));
    button->installEventFilter(this);
    connect(button, &QToolButton::pressed, this, [this, button, sign] { hold(button, sign); });
    connect(button, &QToolButton::released, this, &JogBar::letGo);
    m_buttons.push_back(button);
    button->setToolTip(tr("%1: it stops when you let go.").arg(button->accessibleName()));
    return button;
}

void JogBar::setBlocked(const QString &why)
{
    if (!why.isEmpty())
        letGo();
    for (auto *button : m_buttons) {
        button->setEnabled(why.isEmpty());
        button->setToolTip(why.isEmpty() ? tr("%1: it stops when you let go.").arg(button->accessibleName()) : plainToolTip(why));
        button->setStatusTip(oneLine(why));
        button->setAccessibleDescription(why);
    }
}

void JogBar::hold(QToolButton *button, int sign)
{
    if (!std::exchange(m_isFresh, false) || m_isRunning || !isActiveWindow())
        return;
    m_held = button;
    m_isRunning = true;
    m_task = m_client.call(m_address, {Quantity(sign * m_speed->currentData().toDouble(), m_unit)});
    m_task.setDeadline(Deadline::after(patience));
    m_lastBeat = RefreshClock::instance().now();
    m_beat.start();
    m_task.finally(this, [this](const TaskInfo &info) { taskEnded(info); });
}

void JogBar::keepRunning()
{
    const auto *grabber = QWidget::keyboardGrabber(); // the release would go there
    const bool isDeaf = grabber && grabber != m_held;
    if (isDeaf || !m_held->isDown() || !m_held->hasFocus() || !isVisible() || !isActiveWindow())
        return letGo(); // whatever was missed
    m_lastBeat = RefreshClock::instance().now();
    m_task.setDeadline(Deadline::after(patience));
}

void JogBar::letGo()
{
    m_isFresh = false;
    if (!std::exchange(m_held, nullptr))
        return;
    m_beat.stop();
    m_task.setDeadline(Deadline::none()); // the stop may take as long as it takes
    m_task.cancel();
}

void JogBar::taskEnded(const TaskInfo &info)
{
    m_beat.stop();
    const bool wasHeld = std::exchange(m_held, nullptr) != nullptr;
    m_isRunning = false;
    QStringList problem;
    if (wasHeld && info.errorKind == ErrorKind::Timeout && RefreshClock::instance().now() - m_lastBeat >= patience)
        problem << tr("The window was too busy to watch over the jog, so it was stopped.");
    else if (info.outcome == Outcome::Failed || info.reason == CancelReason::Stopped)
        problem << outcomeText(info);
    if (info.stopConfirmed == false)
        problem << tr("Its stop is NOT CONFIRMED.");
    Q_EMIT ended(problem.join(u' '), info);
}

bool JogBar::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        m_isFresh = static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton && !m_held;
        break;
    case QEvent::KeyPress:
        if (!pressedKey(*static_cast<QKeyEvent *>(event)))
            return true;
        break;
    case QEvent::FocusOut:
        letGo();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

bool JogBar::pressedKey(const QKeyEvent &event)
{
    const bool isHold = event.key() == Qt::Key_Space || event.key() == Qt::Key_Select;
    if (isHold && !m_keys->isChecked()) {
        m_banner->setText(tr("Keys jog nothing until \u201ckeys\u201d is on."));
        return false;
    }
    if (event.isAutoRepeat())
        return true;
    if (isHold)
        m_isFresh = !m_held;
    else
        letGo(); // every other key ends what is held
    return true;
}

void JogBar::showKeys(bool on)
{
    letGo();
    m_banner->setText(on ? tr("! Space jogs this axis") : QString());
}

bool JogBar::event(QEvent *event)
{
    if (event->type() == QEvent::WindowDeactivate)
        letGo();
    return QWidget::event(event);
}

void JogBar::hideEvent(QHideEvent *event)
{
    letGo();
    QWidget::hideEvent(event);
}
} // namespace podium::ui
