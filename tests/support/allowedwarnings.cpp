// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/allowedwarnings.h"

#include <QRegularExpression>
#include <QString>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cstdio>

namespace podium::tests {

namespace {

std::atomic<int> s_unlisted = 0;
QtMessageHandler s_qtTestHandler = nullptr;

bool isUnlisted(QtMsgType type, const QString &text)
{
    return (type == QtWarningMsg || type == QtCriticalMsg)
           && std::ranges::none_of(allowedWarnings, [&](const AllowedWarning &allowed) {
                  return text == QLatin1String(allowed.text);
              });
}

void outsideTests(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const QByteArray line = qFormatLogMessage(type, context, text).toLocal8Bit();
    if (isUnlisted(type, text)) {
        ++s_unlisted;
        std::fprintf(stderr, "FAIL!  : unlisted warning outside the test functions: %s\n", line.constData());
    } else {
        std::fprintf(stderr, "%s\n", line.constData());
    }
    std::fflush(stderr);
}

// Qt Test's own handler looks first at what the test expects, then at failOnWarning, which it forgets after each
// test function: so each unlisted text is named to it just before it arrives.
void insideTests(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (isUnlisted(type, text)) {
        QTest::failOnWarning(QRegularExpression(QRegularExpression::anchoredPattern(QRegularExpression::escape(text))));
        s_qtTestHandler(QtWarningMsg, context, text);
    } else {
        s_qtTestHandler(type, context, text);
    }
}

} // namespace

void failOnUnlistedWarnings() { qInstallMessageHandler(outsideTests); }

void failTestsOnUnlistedWarnings() { s_qtTestHandler = qInstallMessageHandler(insideTests); }

int unlistedWarnings() { return s_unlisted; }

} // namespace podium::tests
