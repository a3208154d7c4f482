// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/tweakbar.h"

#include "engine/model/number.h"
#include "engine/tasks/error.h"
#include "ui/style/digits.h"
#include "ui/style/plaintext.h"
#include "ui/style/spelling.h"
#include "ui/style/theme.h"

#include <QBoxLayout>
#include <QEvent>

#include <cmath>

namespace podium::ui
{
using namespace engine;

namespace
{
/// A round step near a hundredth of the range.
Quantity firstStep(const ParameterView &view)
{
    const auto limits = view.effectiveLimits();
    const double range = limits.low && limits.high ? *limits.high - *limits.low : 10;
    return {std::pow(10, std::floor(std::log10(range)) - 1), view.spec().unit};
}
} // namespace

TweakBar::TweakBar(ParameterView &view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
    , m_step(new LineField)
    , m_from(new ChoiceField)
    , m_preview(new ElidedLabel)
{
    m_step->setFont(digitFont(font()));
    m_step->setAlignment(Qt::AlignRight);
    m_step->setText(firstStep(view).text());
    m_step->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("0000.000 mmm")) + 12);
    m_step->setAccessibleName(tr("Step"));
    m_step->setToolTip(tr("How far one step goes; any unit of the same kind"));
    m_from->addItems({tr("setpoint"), tr("readback")});
    m_from->setFocusPolicy(Qt::StrongFocus);
    m_from->setAccessibleName(tr("Steps start from"));
    m_from->setToolTip(tr("Where a step starts: at the last setpoint, so that following errors do not add up, or at the readback"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(addButton(Icon::MuchLess, -10));
    layout->addWidget(addButton(Icon::Less, -1));
    layout->addWidget(m_step);
    layout->addWidget(addButton(Icon::More, 1));
    layout->addWidget(addButton(Icon::MuchMore, 10));
    layout->addWidget(new ElidedLabel(tr("from")));
    layout->addWidget(m_from);
    layout->addWidget(m_preview, 1);
    connect(m_step, &QLineEdit::textChanged, this, &TweakBar::disarm);
    connect(m_from, &QComboBox::currentIndexChanged, this, &TweakBar::disarm);
}

QToolButton *TweakBar::addButton(Icon icon, double factor)
{
    auto *button = new QToolButton;
    button->setIcon(Theme::instance().icon(icon));
    button->setFocusPolicy(Qt::StrongFocus);
    button->installEventFilter(this);
    const auto name = factor < 0 ? (factor < -1 ? tr("Ten steps down") : tr("One step down"))
                                 : (factor > 1 ? tr("Ten steps up") : tr("One step up"));
    button->setAccessibleName(name);
    button->setToolTip(name);
    connect(button, &QToolButton::clicked, this, [this, button, factor] { press(button, factor); });
    m_buttons.push_back({button, factor});
    return button;
}

void TweakBar::setBlocked(const QString &why)
{
    for (const auto &[button, factor] : m_buttons) {
        button->setEnabled(why.isEmpty());
        button->setToolTip(why.isEmpty() ? button->accessibleName() : plainToolTip(why));
        button->setStatusTip(oneLine(why));
        button->setAccessibleDescription(why);
    }
}

Quantity TweakBar::step() const
{
    const auto typed = m_step->text().trimmed();
    const auto bare = parseNumber(typed);
    const auto unit = m_view.spec().unit;
    const auto given = bare ? Quantity(*bare, unit) : Quantity::parse(typed);
    const Quantity step(given.unit().convertDifference(given.value(), unit), unit);
    if (!step.isFinite() || step.value() <= 0)
        throw Error::refused(RefusalKind::Type, m_view.address().text(),
                             tr("A step of %1 goes nowhere; give one above 0, like %2.").arg(oneLine(typed, 40), firstStep(m_view).text()));
    return step;
}

bool TweakBar::isFromSetpoint() const { return m_from->currentIndex() == 0; }

std::optional<Quantity> TweakBar::start() const
{
    const auto &state = m_view.state();
    if (isFromSetpoint() && std::holds_alternative<Quantity>(state.setpoint))
        return std::get<Quantity>(state.setpoint);
    const auto *readback = std::get_if<Quantity>(&state.reading.value);
    return readback && state.reading.quality == Quality::Valid ? std::optional(*readback) : std::nullopt;
}

std::optional<Quantity> TweakBar::target(double factor) const
{
    const auto from = start();
    return from ? std::optional(Quantity(from->value() + factor * step().value(), from->unit())) : std::nullopt;
}

bool TweakBar::isLarge(const Quantity &by) const
{
    const auto limits = m_view.effectiveLimits();
    return limits.low && limits.high && std::abs(by.value()) > 0.2 * (*limits.high - *limits.low);
}

void TweakBar::point(QToolButton *button)
{
    const auto found = std::find_if(m_buttons.begin(), m_buttons.end(), [&](const Button &known) { return known.button == button; });
    if (found == m_buttons.end())
        return m_preview->setText({});
    try {
        const auto to = target(found->factor);
        const auto where = to ? QStringLiteral("\u2192 %1").arg(spelled(*to, m_view.spec().decimals)) : tr("nothing known to start from");
        const bool isInside = to && m_view.effectiveLimits().contains(to->value());
        m_preview->setTone(isInside ? Tone::Busy : Tone::Major);
        m_preview->setText(!isInside && to ? tr("!! %1 is beyond a limit").arg(where)
                           : m_armed == button ? tr("press again: %1").arg(where) : where);
    } catch (const Error &error) {
        m_preview->setTone(Tone::Major);
        m_preview->setText(error.message());
    }
}

void TweakBar::press(QToolButton *button, double factor)
{
    try {
        const Quantity by(factor * step().value(), m_view.spec().unit);
        if (isLarge(by) && m_armed != button) {
            m_armed = button;
            return point(button);
        }
        disarm();
        const auto to = target(factor);
        if (isFromSetpoint())
            Q_EMIT relativeMoveRequested(by);
        else if (to)
            Q_EMIT absoluteMoveRequested(*to);
        else
            Q_EMIT refused(tr("%1 has no valid readback to start from; choose the setpoint, or wait for a good reading.")
                               .arg(m_view.address().text()));
    } catch (const Error &error) {
        Q_EMIT refused(error.message());
    }
}

void TweakBar::disarm()
{
    m_armed = nullptr;
    m_preview->setText({});
}

bool TweakBar::eventFilter(QObject *watched, QEvent *event)
{
    auto *button = static_cast<QToolButton *>(watched);
    if (event->type() == QEvent::Enter || event->type() == QEvent::FocusIn)
        point(button);
    else if (event->type() == QEvent::Leave || event->type() == QEvent::FocusOut)
        disarm();
    return false;
}
} // namespace podium::ui
