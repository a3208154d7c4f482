// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parameterrow.h"

#include "ui/panels/explain.h"
#include "ui/panels/jogbar.h"
#include "ui/panels/limitbar.h"
#include "ui/panels/presetbar.h"
#include "ui/panels/switchbar.h"
#include "ui/panels/tweakbar.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"

#include <QGridLayout>

namespace podium::ui
{
using namespace engine;

namespace
{
enum Column { TitleColumn, ProtectionColumn, ValueColumn, EditorColumn, ApplyColumn, Columns };
enum Line { SettingLine, BarLine = 2, TweakLine, JogLine, PresetLine, MessageLine };
}

ParameterRow::ParameterRow(Views &views, const Client &client, const Address &address, QWidget *parent, PresetStore *presets)
    : QWidget(parent)
    , m_client(client)
    , m_view(*views.parameter(address))
    , m_device(*views.device(address.device))
    , m_title(new ElidedLabel)
    , m_protection(new QToolButton(this))
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->setHorizontalSpacing(6);
    layout->setVerticalSpacing(2);
    layout->setColumnStretch(EditorColumn, 1);
    const auto &spec = m_view.spec();
    setTitle(spec.title.isEmpty() ? spec.name : spec.title);
    m_title->setExplanation(spec.help.isEmpty() ? address.text() : spec.help + u'\n' + address.text());
    layout->addWidget(m_title, 0, TitleColumn);
    if (spec.isReadable()) {
        m_readback = new ValueLabel(m_view);
        if (spec.type == ParameterType::Waveform) // its curve reaches down beside the limits
            layout->addWidget(m_readback, 0, ValueColumn, 2, 1, Qt::AlignTop);
        else
            layout->addWidget(m_readback, 0, ValueColumn);
    }
    m_protection->setFixedSize(22, 22);
    m_protection->setVisible(spec.isWritable());
    if (spec.isWritable())
        makeSetting(presets);
    m_message = m_editor ? &m_editor->message() : new InlineMessage;
    layout->addWidget(m_message, MessageLine, TitleColumn, 1, Columns);
    connect(&m_view, &ParameterView::changed, this, &ParameterRow::changed);
    connect(&m_device, &DeviceView::changed, this, &ParameterRow::changed);
    refresh();
}

ParameterRow::~ParameterRow() { setWatching(false); }

void ParameterRow::makeSetting(PresetStore *presets)
{
    auto *grid = static_cast<QGridLayout *>(layout());
    m_protection->setAutoRaise(true);
    m_protection->setIconSize({14, 14});
    grid->addWidget(m_protection, 0, ProtectionColumn);
    connect(m_protection, &QToolButton::clicked, this, &ParameterRow::toggleProtection);
    m_editor = makeEditor(m_view.spec(), m_view.address().text(), this);
    if (!m_editor)
        return;
    grid->addWidget(m_editor, 0, EditorColumn, 2, 1, Qt::AlignTop);
    m_apply = new TaskButton(Icon::Apply, tr("Apply"));
    m_apply->setFocusPolicy(Qt::NoFocus); // leaving the field would revert it; Enter does the same
    grid->addWidget(m_apply, 0, ApplyColumn);
    connect(m_editor, &SetpointEditor::commitRequested, this, &ParameterRow::commit);
    connect(m_editor, &SetpointEditor::editedChanged, this, &ParameterRow::refresh);
    connect(m_apply, &TaskButton::startRequested, m_editor, &SetpointEditor::apply);
    connect(m_apply, &TaskButton::finished, this, &ParameterRow::refresh);
    if (!m_view.spec().startsMotion || m_view.spec().type != ParameterType::Quantity)
        return;
    makeMotion();
    if (presets)
        makePresets(*presets);
}

void ParameterRow::makeMotion()
{
    auto *grid = static_cast<QGridLayout *>(layout());
    m_bar = new LimitBar(m_view, this); // without a parent it would be a window for a moment
    m_tweaks = new TweakBar(m_view);
    grid->addWidget(m_bar, BarLine, ValueColumn, 1, Columns - ValueColumn);
    grid->addWidget(m_tweaks, TweakLine, ValueColumn, 1, Columns - ValueColumn);
    connect(m_tweaks, &TweakBar::relativeMoveRequested, this, [this](const Quantity &by) { moveTo(by, MoveKind::Relative); });
    connect(m_tweaks, &TweakBar::absoluteMoveRequested, this, [this](const Quantity &to) { moveTo(to, MoveKind::Absolute); });
    connect(m_tweaks, &TweakBar::refused, this, [this](const QString &why) { m_message->say(Tone::Major, why); });
    if (m_device.description().motionParameter == m_view.spec().name && JogBar::jogOf(m_device.description()))
        makeJog();
}

void ParameterRow::makeJog()
{
    m_jog = new JogBar(m_device.description(), m_client, this);
    static_cast<QGridLayout *>(layout())->addWidget(m_jog, JogLine, ValueColumn, 1, Columns - ValueColumn);
    connect(m_jog, &JogBar::ended, this, [this](const QString &problem) {
        if (problem.isEmpty())
            m_message->clear();
        else
            m_message->say(Tone::Major, problem);
    });
}

void ParameterRow::makePresets(PresetStore &store)
{
    m_presets = new PresetBar(m_view, store, m_editor->message());
    static_cast<QGridLayout *>(layout())->addWidget(m_presets, PresetLine, ValueColumn, 1, Columns - ValueColumn);
    connect(m_presets, &PresetBar::absoluteMoveRequested, this, [this](const Quantity &to) { moveTo(to, MoveKind::Absolute); });
}

void ParameterRow::useSwitch()
{
    m_switch = new SwitchBar(m_view);
    static_cast<QGridLayout *>(layout())->addWidget(m_switch, SettingLine, EditorColumn, 1, 2);
    m_editor->hide();
    m_apply->hide();
    connect(m_switch, &SwitchBar::switchRequested, this, [this](bool on) { commit(on); });
    connect(m_switch, &SwitchBar::finished, this, &ParameterRow::refresh);
    refresh();
}

InlineMessage &ParameterRow::message() const { return *m_message; }

void ParameterRow::setTitle(const QString &title) { m_title->setText(title); }

QString ParameterRow::title() const { return m_title->text(); }

int ParameterRow::titleWidth() const { return m_title->sizeHint().width(); }

int ParameterRow::valueWidth() const { return m_readback ? m_readback->sizeHint().width() : 0; }

void ParameterRow::alignTo(int titleWidth, int valueWidth)
{
    m_title->setFixedWidth(titleWidth);
    auto *grid = static_cast<QGridLayout *>(layout());
    grid->setColumnMinimumWidth(ProtectionColumn, m_protection->width());
    grid->setColumnMinimumWidth(ValueColumn, valueWidth);
    if (m_readback)
        m_readback->setFixedWidth(valueWidth);
}

void ParameterRow::setLatched(bool latched)
{
    m_latched = latched;
    refresh();
}

void ParameterRow::changed()
{
    if (std::exchange(m_requested, true))
        return;
    RefreshClock::instance().request(this, [this] {
        m_requested = false;
        refresh();
    });
}

void ParameterRow::refresh()
{
    const auto &state = m_view.state();
    if (m_bar)
        m_bar->refresh();
    if (!m_editor)
        return;
    const auto why = whyBlocked(m_device.description(), m_device.status(), m_view.spec(), state.protection, m_latched);
    m_editor->setState(state.setpoint, state.reading.value, state.softLimits);
    m_editor->setBlocked(why);
    m_editor->setRemark(state.lock ? lockText(*state.lock, RefreshClock::instance().now()) : QString());
    m_apply->setBlocked(!why.isEmpty() ? why : m_editor->isEdited() ? QString() : tr("Nothing to apply: type a setpoint first."));
    m_apply->setFocusPolicy(m_apply->isBusy() ? Qt::StrongFocus : Qt::NoFocus);
    if (m_tweaks)
        m_tweaks->setBlocked(why);
    if (m_jog)
        m_jog->setBlocked(why);
    if (m_presets)
        m_presets->setBlocked(why);
    if (m_switch)
        m_switch->setBlocked(why);
    updateProtection();
}

void ParameterRow::commit(const Value &value)
{
    const auto *quantity = m_view.spec().startsMotion ? std::get_if<Quantity>(&value) : nullptr;
    if (quantity)
        moveTo(*quantity, MoveKind::Absolute);
    else
        run([client = m_client, address = m_view.address(), value](IfLocked ifLocked) { return client.write(address, value, ifLocked); },
            IfLocked::Refuse);
}

void ParameterRow::moveTo(const Quantity &to, MoveKind kind)
{
    run([client = m_client, address = m_view.address(), to, kind](IfLocked ifLocked) { return client.move(address, to, kind, ifLocked); },
        IfLocked::Refuse);
}

void ParameterRow::run(Start start, IfLocked ifLocked)
{
    m_message->clear();
    const auto task = start(ifLocked);
    m_apply->follow(task);
    if (m_switch)
        m_switch->follow(task);
    refresh();
    task.finally(this, [this, start = std::move(start)](const TaskInfo &info) { ended(info, start); });
}

void ParameterRow::ended(const TaskInfo &task, const Start &start)
{
    if (task.succeeded())
        m_editor->commitAccepted();
    else
        m_editor->commitRefused();
    Q_EMIT commitEnded(task.succeeded());
    const bool isBad = task.outcome == Outcome::Failed || task.stopConfirmed == false;
    if (const auto text = outcomeText(task); !text.isEmpty())
        m_message->say(isBad ? Tone::Major : Tone::Muted, text);
    if (!wasLocked(task))
        return;
    m_message->offer(tr("Wait"), tr("Do it as soon as the lock is free; the waiting can be cancelled."),
                     [this, start] { run(start, IfLocked::Wait); });
    if (const auto &lock = m_view.state().lock)
        m_message->offer(tr("Show task"), tr("Show task %1, %2, which holds the lock.").arg(QString::number(lock->task), lock->label),
                         [this, holder = lock->task] { Q_EMIT taskRequested(holder); });
}

void ParameterRow::toggleProtection()
{
    Protection wanted;
    if (!m_view.state().protection.isOn())
        wanted = {Protection::Kind::Plain, m_client.by(), {}};
    m_client.setProtection(m_view.address().device, m_view.address().parameter, wanted)
        .finally(this, [this](const TaskInfo &info) {
            if (const auto text = outcomeText(info); !text.isEmpty())
                m_message->say(Tone::Major, text);
        });
}

void ParameterRow::updateProtection()
{
    const auto &protection = m_view.state().protection;
    const bool on = protection.isOn();
    const bool permanent = protection.kind == Protection::Kind::Permanent;
    const auto text = !on         ? tr("Not write-protected. Press to protect %1 against writing.").arg(m_view.address().text())
                      : permanent ? tr("Write-protected by %1 until the program ends.").arg(protection.by)
                                  : tr("Write-protected by %1. Press to take the protection off.").arg(protection.by);
    if (m_protection->accessibleDescription() == text)
        return;
    m_protection->setIcon(Theme::instance().icon(on ? Icon::Protected : Icon::Unprotected, on ? Tone::Text : Tone::Line));
    m_protection->setEnabled(!permanent);
    m_protection->setToolTip(plainToolTip(text));
    m_protection->setAccessibleName(tr("Write protection of %1").arg(m_title->text()));
    m_protection->setAccessibleDescription(text);
}

void ParameterRow::setWatching(bool watching)
{
    if (std::exchange(m_watching, watching) != watching)
        watching ? m_view.show() : m_view.hide();
}

void ParameterRow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setWatching(true);
    refresh();
}

void ParameterRow::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    setWatching(false);
}
} // namespace podium::ui
