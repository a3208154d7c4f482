// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QKeyEvent>
#include <QTest>
#include <QWidget>

namespace podium::tests {

/// QTest::keyClicks for all letters; Qt's own knows those of Latin-1 only.
inline void typeInto(QWidget *field, const QString &text)
{
    for (const QChar c : text) {
        if (c.unicode() < 128) {
            QTest::keyClick(field, c.toLatin1());
            continue;
        }
        for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent key(type, 0, Qt::NoModifier, QString(c));
            QCoreApplication::sendEvent(field, &key);
        }
    }
}

} // namespace podium::tests
