// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/valuelabel.h"

#include "engine/model/number.h"
#include "ui/panels/valueaccess.h"
#include "ui/style/look.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/style/spelling.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QToolTip>

namespace podium::ui
{
using namespace engine;

namespace
{
constexpr int mostLargeDigits = 11; ///< what does not fit is shown with six
}

ValueLabel::ValueLabel(ParameterView &view, Size size, QWidget *parent) : QWidget(parent), m_view(&view), m_size(size)
{
    installValueAccess();
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::ClickFocus);
    const auto &spec = view.spec();
    setAccessibleName(tr("%1 readback").arg(oneLine(spec.title.isEmpty() ? spec.name : spec.title)));
    layOut();
    m_shown = current();
    connect(&view, &ParameterView::changed, this, &ValueLabel::changed);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

ValueLabel::~ValueLabel() { setWatching(false); }

void ValueLabel::layOut()
{
    const QFontMetrics beside(scaledFont(largeUnit));
    const auto &spec = m_view->spec();
    m_markWidth = beside.horizontalAdvance(QStringLiteral("!!")) + 2 * padding;
    const auto widest = widestText(spec);
    m_valueWidth = QFontMetrics(scaledFont(largeDigits)).horizontalAdvance(m_size == Size::Large ? widest.left(mostLargeDigits) : widest) + padding;
    m_unitWidth = spec.unit == Unit() ? 0 : beside.horizontalAdvance(oneLine(spec.unit.symbol(), 16)) + padding;
    m_sheet.reset();
    m_ageWidth = fontMetrics().horizontalAdvance(durationText(std::chrono::minutes(99))) + padding;
    updateGeometry();
}

QFont ValueLabel::scaledFont(double factorIfLarge) const
{
    auto scaled = font();
    if (m_size == Size::Large)
        scaled.setPointSizeF(scaled.pointSizeF() * factorIfLarge);
    return scaled;
}

QSize ValueLabel::sizeHint() const
{
    const int curve = hasCurve() ? fontMetrics().height() : 0;
    return {m_markWidth + m_valueWidth + m_unitWidth + m_ageWidth + padding,
            QFontMetrics(scaledFont(largeDigits)).height() + curve + 2 * padding};
}

bool ValueLabel::hasCurve() const { return m_view && m_view->spec().type == ParameterType::Waveform; }

int ValueLabel::textHeight() const { return hasCurve() ? height() - fontMetrics().height() : height(); }

void ValueLabel::changed()
{
    if (std::exchange(m_requested, true))
        return;
    RefreshClock::instance().request(this, [this] {
        m_requested = false;
        refresh();
    });
}

ValueLabel::Shown ValueLabel::current() const
{
    const auto &reading = m_view->state().reading;
    Shown shown{shownValue(reading.value, m_view->spec()), reading.quality, reading.severity, {}};
    const bool isOld = reading.quality == Quality::Stale || reading.quality == Quality::Lost;
    if (isOld && !std::holds_alternative<std::monostate>(reading.value))
        shown.age = durationText(RefreshClock::instance().now() - reading.time);
    return shown;
}

void ValueLabel::refresh()
{
    if (!m_view)
        return;
    auto now = current();
    const auto *waveform = std::get_if<Waveform>(&m_view->state().reading.value);
    const bool isNewCurve = waveform && waveform->samples != m_samples;
    if (now == m_shown && !isNewCurve)
        return keepAge();
    if (isNewCurve)
        m_samples = waveform->samples;
    auto before = std::exchange(m_shown, std::move(now));
    keepAge();
    tellValueChanged(*this);
    before.value.text = m_shown.value.text;
    before == m_shown && !isNewCurve ? update(numberRect()) : update(); // mostly it is the number alone
}

QString ValueLabel::text() const
{
    QStringList parts{lookOf(m_shown.quality, m_shown.severity).glyph, m_shown.value.text, m_shown.value.unit, m_shown.age};
    parts.removeAll(QString());
    return parts.join(u' ');
}

QString ValueLabel::explanation() const
{
    return m_view ? readingText(m_view->state(), m_view->address().text(), RefreshClock::instance().now()) : QString();
}

QRect ValueLabel::numberRect() const
{
    return {m_markWidth, 0, width() - m_markWidth - m_unitWidth - m_ageWidth - padding, textHeight()};
}

void ValueLabel::keepAge()
{
    const bool isAging = m_watching && !m_shown.age.isEmpty();
    if (std::exchange(m_isAging, isAging) == isAging)
        return;
    if (isAging)
        RefreshClock::instance().listenToSeconds(this, [this] { refresh(); });
    else
        RefreshClock::instance().forget(this);
}

void ValueLabel::setWatching(bool watching)
{
    if (!m_view || std::exchange(m_watching, watching) == watching)
        return;
    watching ? m_view->show() : m_view->hide();
}

void ValueLabel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setWatching(true);
    refresh();
}

void ValueLabel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    setWatching(false);
    keepAge();
}

void ValueLabel::copyAddress()
{
    const auto address = m_view->address().text();
    QGuiApplication::clipboard()->setText(address);
    QToolTip::showText(mapToGlobal(rect().bottomLeft()), plainToolTip(tr("Copied %1").arg(address)), this);
}

void ValueLabel::copyReading()
{
    if (m_view)
        QGuiApplication::clipboard()->setText(copyText(m_view->state(), m_view->address().text(), RefreshClock::instance().now()));
}

void ValueLabel::copySamples()
{
    QStringList lines;
    for (const double sample : m_samples)
        lines << numberText(sample);
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void ValueLabel::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton && m_view)
        copyAddress();
    else
        QWidget::mousePressEvent(event);
}

void ValueLabel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && m_view)
        copyAddress();
    else
        QWidget::keyPressEvent(event);
}

void ValueLabel::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_view)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy address"), this, &ValueLabel::copyAddress);
    menu->addAction(tr("Copy name, value, unit and time"), this, &ValueLabel::copyReading);
    if (hasCurve())
        menu->addAction(tr("Copy samples as a column"), this, &ValueLabel::copySamples);
    menu->popup(event->globalPos());
}

void ValueLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_view)
        layOut();
}

bool ValueLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(explanation()), this);
    return true;
}
} // namespace podium::ui
