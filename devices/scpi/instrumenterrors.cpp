// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumenttalk.h"

#include "devices/links/linktext.h"
#include "engine/model/quoted.h"
#include "engine/tasks/log.h"

/// How an InstrumentTalk asks for errors: registers first, then the queue until it is empty.
namespace podium::devices
{
using namespace engine;

Op<void> InstrumentTalk::clearErrors()
{
    const auto turn = co_await m_shared->turns().take();
    co_await noteErrors();
}

Op<void> InstrumentTalk::noteErrors()
{
    if (const auto errors = co_await takeErrors(); !errors.isEmpty())
        log::write(log::Level::Warning, m_device,
                   QStringLiteral("Errors from before: %1.").arg(errors.join(QStringLiteral(", "))));
}

Op<QStringList> InstrumentTalk::takeErrors()
{
    QStringList errors;
    const auto trouble = m_shared->trouble();
    for (const auto &known : m_description.errorRegisters)
        errors << co_await takeRegister(known);
    if (m_description.errorQuery)
        errors << co_await takeQueue(*m_description.errorQuery, trouble);
    else if (!m_description.errorRegisters.empty())
        m_shared->setCleared(trouble);
    co_return errors;
}

void InstrumentTalk::judge(ErrorSeverity severity, const QString &words, QStringList &errors) const
{
    if (severity == ErrorSeverity::Error)
        errors << words;
    else if (severity == ErrorSeverity::Warning)
        log::write(log::Level::Warning, m_device, words);
}

Op<QStringList> InstrumentTalk::takeRegister(const InstrumentErrorRegister &known)
{
    const auto reply = QString::fromLatin1(co_await link().query(known.query)).trimmed();
    const auto match = known.pattern ? known.pattern->match(reply) : QRegularExpressionMatch();
    bool isNumber = false;
    const auto value = (known.pattern ? match.captured(QStringLiteral("value")) : reply).toULongLong(&isNumber);
    if (!isNumber)
        refuse(QStringLiteral("%1 answered %2 to %3, in which there is no whole number, so nobody knows its errors.")
                   .arg(m_device, quoted(reply), shown(known.query)));
    QStringList errors;
    for (const auto &bit : known.bits)
        if ((value & bit.weight) != 0)
            judge(bit.severity, QStringLiteral("%1 (bit %2 of %3)").arg(quoted(bit.text), QString::number(bit.weight), shown(known.query)),
                  errors);
    co_return errors;
}

Op<QStringList> InstrumentTalk::takeQueue(const InstrumentErrorQuery &query, quint64 trouble)
{
    constexpr int most = 32; // more than any instrument queues; a broken one must not keep the link for ever
    QStringList errors;
    QStringList all;
    for (int i = 0; i < most; ++i) {
        const auto reply = QString::fromLatin1(co_await link().query(query.query));
        const auto match = query.pattern.match(reply);
        if (!match.hasMatch())
            refuse(QStringLiteral("%1 answered %2 to %3, which does not look like %4.")
                       .arg(m_device, quoted(reply), shown(query.query), quoted(query.pattern.pattern())));
        const auto code = match.captured(QStringLiteral("code"));
        if (code == query.none) {
            m_shared->setCleared(trouble);
            co_return errors;
        }
        all << inWords(code, match.captured(QStringLiteral("text")));
        judge(query.severities.of(code), all.constLast(), errors);
        trouble = m_shared->trouble();
    }
    refuse(QStringLiteral("%1 still reports errors after %2 answers to %3: %4.")
               .arg(m_device, QString::number(most), shown(query.query), all.mid(0, 3).join(QStringLiteral(", "))));
}
} // namespace podium::devices
