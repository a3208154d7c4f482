// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parameterrow.h"

#include "ui/panels/explain.h"
#include "ui/panels/imageview.h"
#include "ui/panels/jogbar.h"
#include "ui/panels/limitbar.h"
#include "ui/panels/panelscroll.h"
#include "ui/panels/presetbar.h"
#include "ui/panels/protectionbutton.h"
#include "ui/panels/switchbar.h"
#include "ui/panels/tweakbar.h"
#include "ui/panels/whybutton.h"
#include "ui/style/refreshclock.h"

#include <QApplication>
#include <QGridLayout>

namespace podium::ui
{
using namespace engine;

namespace
{
enum Column { TitleColumn, ProtectionColumn, ValueColumn, EditorColumn, ApplyColumn, Columns };
enum Line { SettingLine, BarLine = 2, TweakLine, JogLine, PresetLine, PictureLine, MessageLine };
}

ParameterRow::ParameterRow(Views &views, const Client &client, const Address &address, QWidget *parent, PresetStore *presets)
    : QWidget(parent)
    , m_client(client)
    , m_view(*views.parameter(address))
    , m_device(*views.device(address.device))
    , m_title(new ElidedLabel)
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
    if (spec.isWritable())
        makeSetting(views, presets);
    m_message = m_editor ? &m_editor->message() : new InlineMessage;
    if (spec.isReadable() && spec.type == ParameterType::Image)
        makePicture();
    layout->addWidget(m_message, MessageLine, TitleColumn, 1, Columns);
    connect(m_message, &InlineMessage::said, this, &ParameterRow::revealMessage);
    connect(&m_view, &ParameterView::changed, this, &ParameterRow::changed);
    connect(&m_device, &DeviceView::changed, this, &ParameterRow::changed);
    refresh();
}

/// What is said to somebody who works in this row must not be below the edge.
void ParameterRow::revealMessage()
{
    if (!isAncestorOf(QApplication::focusWidget()))
        return;
    QMetaObject::invokeMethod(this, [this] {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); // so that it has its place
        for (auto *parent = parentWidget(); parent; parent = parent->parentWidget())
            if (auto *scroll = qobject_cast<PanelScroll *>(parent))
                scroll->reveal(*m_message);
    }, Qt::QueuedConnection);
}

ParameterRow::~ParameterRow()
{
    setWatching(false);
    RefreshClock::instance().forget(this);
}

void ParameterRow::makePicture()
{
    m_picture = new ImageView(m_view, ImageCanvas::Use::Fitted);
    static_cast<QGridLayout *>(layout())->addWidget(m_picture, PictureLine, TitleColumn, 1, Columns);
    connect(m_picture, &ImageView::told, m_message, &InlineMessage::say);
    connect(m_picture, &ImageView::largeRequested, this, [this] { Q_EMIT pictureRequested(*m_picture); });
}

void ParameterRow::makeSetting(Views &views, PresetStore *presets)
{
    auto *grid = static_cast<QGridLayout *>(layout());
    m_protection = new ProtectionButton(m_client, m_view.address(), this);
    grid->addWidget(m_protection, 0, ProtectionColumn);
    connect(m_protection, &ProtectionButton::failed, this, [this](const QString &text) { m_message->say(Tone::Major, text); });
    m_editor = makeEditor(m_view.spec(), m_view.address().text(), this);
    if (!m_editor)
        return;
    grid->addWidget(m_editor, 0, EditorColumn, 2, 1, Qt::AlignTop);
    m_apply = new TaskButton(Icon::Apply, tr("Apply"));
    m_apply->setFocusPolicy(Qt::NoFocus); // leaving the field would revert it; Enter does the same
    m_apply->setFocusHeir(m_editor->field()); // the next one would be a button that moves
    grid->addWidget(m_apply, 0, ApplyColumn);
    m_help = new WhyHelp(views, m_client, m_editor->message(), this);
    m_why = new WhyButton(*m_help, m_view.address().text(), this);
    m_why->setWaiting([this] { return waiting(); });
    m_why->serveMenuOf(*this);
    m_why->serveMenuOf(*m_editor->field());
    m_why->serveMenuOf(*m_apply);
    grid->addWidget(m_why, 1, ApplyColumn, Qt::AlignRight | Qt::AlignTop);
    connect(m_help, &WhyHelp::taskRequested, this, &ParameterRow::taskRequested);
    connect(m_help, &WhyHelp::remedyRequested, this, &ParameterRow::remedyRequested);
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
    m_why->serveMenuOfButtons(*m_tweaks);
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
    m_why->serveMenuOfButtons(*m_jog);
    static_cast<QGridLayout *>(layout())->addWidget(m_jog, JogLine, ValueColumn, 1, Columns - ValueColumn);
    connect(m_jog, &JogBar::ended, this, [this](const QString &problem, const TaskInfo &task) {
        m_message->clear();
        if (problem.isEmpty())
            return;
        m_message->say(Tone::Major, problem);
        m_help->offerAfter(task, whyLocked({m_view.address().device, {}}, m_device.status().lock), {});
    });
}

void ParameterRow::makePresets(PresetStore &store)
{
    m_presets = new PresetBar(m_view, store, m_editor->message());
    m_why->serveMenuOfButtons(*m_presets);
    static_cast<QGridLayout *>(layout())->addWidget(m_presets, PresetLine, ValueColumn, 1, Columns - ValueColumn);
    connect(m_presets, &PresetBar::absoluteMoveRequested, this, [this](const Quantity &to) { moveTo(to, MoveKind::Absolute); });
}

void ParameterRow::useSwitch()
{
    m_switch = new SwitchBar(m_view);
    m_why->serveMenuOfButtons(*m_switch);
    static_cast<QGridLayout *>(layout())->addWidget(m_switch, SettingLine, EditorColumn, 1, 2);
    m_editor->hide();
    m_apply->hide();
    connect(m_switch, &SwitchBar::switchRequested, this, &ParameterRow::switchTo);
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
    grid->setColumnMinimumWidth(ProtectionColumn, ProtectionButton::side);
    grid->setColumnMinimumWidth(ValueColumn, valueWidth);
    if (m_readback)
        m_readback->setFixedWidth(valueWidth);
}

void ParameterRow::setLatched(bool latched, const QString &by)
{
    m_latch = {latched, by};
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
    if (m_protection)
        m_protection->setState(state.protection);
    if (!m_editor)
        return;
    const auto blocked = whyBlocked(m_device.description(), m_device.status(), m_view.spec(), state.protection, m_latch);
    const auto &why = blocked.text;
    m_editor->setState(state.setpoint, state.reading.value, state.softLimits, m_view.toldLimits());
    m_editor->setBlocked(why);
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
    refreshWhy(blocked);
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
    RefreshClock::instance().forget(this);
}
} // namespace podium::ui
