// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/valuecheck.h"

#include "engine/model/expectation.h"
#include "engine/model/quoted.h"
#include "engine/model/toldlimits.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace podium::engine
{
namespace
{
/// Collects what is wrong with one value.
class Check
{
public:
    Check(const ParameterSpec &spec, const QString &address)
        : m_spec(spec)
        , m_address(address)
    {
    }

    /// Type and Unit; what is left to check is the value in the parameter's unit, or nothing.
    Value checkedForm(const Value &value)
    {
        try {
            return coerce(m_spec, value, m_address);
        } catch (const Error &error) {
            m_refusals = error.refusals();
            return {};
        }
    }

    void checkWritable(const Value &value);
    void checkText(const Value &value);
    void checkFinite(const Value &value, const Limits &allowed);
    void checkLength(const Value &value);
    void checkLimits(const Value &value, const Limits &softLimits, const Limits &told, const Limits &allowed);

    std::vector<Refusal> take() { return std::move(m_refusals); }
    bool isEmpty() const { return m_refusals.empty(); }

private:
    void add(RefusalKind kind, const QString &message)
    {
        m_refusals.push_back({kind, m_address, subject(m_spec, m_address) + message});
    }
    void checkLimits(RefusalKind kind, const QString &owner, const Limits &limits, const Limits &allowed,
                     std::span<const double> samples, bool isScalar);
    bool isBeyondTold(double number, const Limits &told, const Limits &allowed);
    QString sampleText(std::span<const double> samples, qsizetype index, Unit unit, bool isScalar) const;

    const ParameterSpec &m_spec;
    const QString &m_address;
    std::vector<Refusal> m_refusals;
};

/// The numbers of a value; none for what has no number.
struct Numbers {
    explicit Numbers(const Value &value)
    {
        if (const auto *quantity = std::get_if<Quantity>(&value)) {
            m_scalar = quantity->value();
            unit = quantity->unit();
        } else if (const auto *whole = std::get_if<qint64>(&value)) {
            m_scalar = static_cast<double>(*whole);
        } else if (const auto *waveform = std::get_if<Waveform>(&value)) {
            samples = std::span<const double>(waveform->samples.constData(), waveform->samples.size());
            unit = waveform->unit;
            isScalar = false;
            return;
        } else {
            return;
        }
        samples = std::span<const double>(&m_scalar, 1);
    }
    Q_DISABLE_COPY_MOVE(Numbers)

    std::span<const double> samples;
    Unit unit;
    bool isScalar = true;

private:
    double m_scalar = 0;
};

/// "30 mm", or "sample 3 of 5 (30 mm)".
QString Check::sampleText(std::span<const double> samples, qsizetype index, Unit unit, bool isScalar) const
{
    QString text = Quantity(samples[index], unit).text();
    if (isScalar)
        return text;
    return QStringLiteral("sample %1 of %2 (%3)")
        .arg(QString::number(index + 1), QString::number(samples.size()), text);
}

void Check::checkFinite(const Value &value, const Limits &allowed)
{
    const Numbers numbers(value);
    const auto bad = std::find_if_not(numbers.samples.begin(), numbers.samples.end(),
                                      [](double number) { return std::isfinite(number); });
    if (bad == numbers.samples.end())
        return;
    const bool hasRange = (allowed.low || allowed.high) && !allowed.isEmpty();
    const QString range = hasRange ? QStringLiteral(": ") + allowed.text(m_spec.unit) : QString();
    add(RefusalKind::NotFinite,
        QStringLiteral("%1 is not a finite number; give one%2.")
            .arg(sampleText(numbers.samples, bad - numbers.samples.begin(), numbers.unit, numbers.isScalar), range));
}

void Check::checkWritable(const Value &value)
{
    if (std::holds_alternative<Image>(value))
        add(RefusalKind::Type, QStringLiteral("%1 is %2; give %3.").arg(valueText(value), kindOf(value), expectation(m_spec)));
}

void Check::checkText(const Value &value)
{
    const auto *text = std::get_if<QString>(&value);
    if (!text)
        return;
    if (m_spec.type == ParameterType::Choice && !m_spec.choices.contains(*text)) {
        add(RefusalKind::Choice,
            QStringLiteral("%1 is not one of the choices; give %2.").arg(quoted(*text), expectation(m_spec)));
    }
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    if (m_spec.type == ParameterType::Text && std::any_of(text->cbegin(), text->cend(), isControl)) {
        add(RefusalKind::Type,
            QStringLiteral("%1 has a control character in it; give a text of one line.").arg(quoted(*text)));
    }
}

void Check::checkLength(const Value &value)
{
    const auto *text = std::get_if<QString>(&value);
    const auto *waveform = std::get_if<Waveform>(&value);
    const qsizetype length = text ? text->size() : waveform ? waveform->samples.size() : 0;
    if (m_spec.maximumLength <= 0 || length <= m_spec.maximumLength)
        return;
    add(RefusalKind::DeviceLimit,
        QStringLiteral("%1 %2 are more than the device limit %3; give at most %3.")
            .arg(QString::number(length), text ? QStringLiteral("characters") : QStringLiteral("samples"),
                 QString::number(m_spec.maximumLength)));
}

void Check::checkLimits(RefusalKind kind, const QString &owner, const Limits &limits, const Limits &allowed,
                        std::span<const double> samples, bool isScalar)
{
    if (const QString problem = limits.problem(m_spec.unit); !problem.isEmpty()) {
        add(kind, QStringLiteral("nothing may be written, because the %1 limits are wrong: %2.").arg(owner, problem));
        return;
    }
    const auto bad =
        std::find_if_not(samples.begin(), samples.end(), [&limits](double sample) { return limits.contains(sample); });
    if (bad == samples.end())
        return;
    const auto spelled = [this](double limit) { return Quantity(limit, m_spec.unit).text(); };
    const bool isAbove = limits.high && *bad > *limits.high;
    QString remedy = QStringLiteral("device limits and soft limits together allow no value");
    if (!allowed.isEmpty()) {
        remedy = isAbove ? QStringLiteral("the highest allowed is %1").arg(spelled(*allowed.high))
                         : QStringLiteral("the lowest allowed is %1").arg(spelled(*allowed.low));
    }
    add(kind, QStringLiteral("%1 is %2 the %3 limit %4; %5.")
                  .arg(sampleText(samples, bad - samples.begin(), m_spec.unit, isScalar),
                       isAbove ? QStringLiteral("above") : QStringLiteral("below"), owner,
                       spelled(isAbove ? *limits.high : *limits.low), remedy));
}

/// Not if the limit of the spec on that side is the narrower one.
bool Check::isBeyondTold(double number, const Limits &told, const Limits &allowed)
{
    const auto &fixed = m_spec.deviceLimits;
    const bool isBelow = told.low && number < *told.low && !(fixed.low && *fixed.low > *told.low);
    const bool isAbove = told.high && number > *told.high && !(fixed.high && *fixed.high < *told.high);
    if (!isBelow && !isAbove)
        return false;
    const auto spelled = [this](double limit) { return Quantity(limit, m_spec.unit).text(); };
    const auto side = isBelow ? QStringLiteral("lowest") : QStringLiteral("highest");
    const auto limit = isBelow ? told.low : told.high;
    const auto nearest = isBelow ? allowed.low : allowed.high;
    const auto remedy = nearest == limit || allowed.isEmpty() ? QStringLiteral("give one within") : QStringLiteral("the %1 allowed is %2").arg(side, spelled(*nearest));
    add(RefusalKind::DeviceLimit, QStringLiteral("%1 is %2 %3, the %4 that the device allows now (%5); %6.")
                                      .arg(spelled(number), isBelow ? QStringLiteral("below") : QStringLiteral("above"), spelled(*limit), side,
                                           isBelow ? toldlimits::lowestName(m_address) : toldlimits::highestName(m_address), remedy));
    return true;
}

void Check::checkLimits(const Value &value, const Limits &softLimits, const Limits &told, const Limits &allowed)
{
    const Numbers numbers(value);
    if (numbers.samples.empty())
        return;
    if (!numbers.isScalar || !isBeyondTold(numbers.samples.front(), told, allowed))
        checkLimits(RefusalKind::DeviceLimit, QStringLiteral("device"), m_spec.deviceLimits, allowed, numbers.samples,
                    numbers.isScalar);
    checkLimits(RefusalKind::SoftLimit, QStringLiteral("soft"), softLimits, allowed, numbers.samples, numbers.isScalar);
}
} // namespace

std::vector<Refusal> checkValue(const ParameterSpec &spec, const Value &value, const Limits &softLimits,
                                const QString &address, const Limits &toldLimits)
{
    const auto allowed = Limits::narrower(Limits::narrower(spec.deviceLimits, toldLimits), softLimits);
    Check check(spec, address);
    const Value own = check.checkedForm(value);
    const bool hasForm = check.isEmpty();
    check.checkFinite(hasForm ? own : value, allowed);
    const bool isFinite = !hasForm || check.isEmpty();
    if (hasForm) {
        check.checkWritable(own);
        check.checkText(own);
        check.checkLength(own);
        if (isFinite)
            check.checkLimits(own, softLimits, toldLimits, allowed);
    }
    return check.take();
}
} // namespace podium::engine
