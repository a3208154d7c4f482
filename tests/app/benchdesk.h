// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/statefolder.h"
#include "app/windowsession.h"
#include "tests/app/eventually.h"
#include "ui/bench/bencheditor.h"
#include "ui/bench/benchform.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

#include <optional>

namespace podium::tests
{
/// The window on a bench file, with its editor open, and the hands of a person.
struct BenchDesk {
    explicit BenchDesk(const QByteArray &content) : state(folder.filePath(QStringLiteral("state")))
    {
        write(content);
        session.emplace(file(), state, false);
        session->window().show();
        QVERIFY(QTest::qWaitForWindowActive(&session->window(), 20000));
        QTest::keyClick(&session->window(), Qt::Key_E, Qt::ControlModifier);
    }
    QString file() const { return folder.filePath(QStringLiteral("bench.toml")); }
    void write(const QByteArray &content) const
    {
        QFile out(file());
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(content) == content.size());
    }
    QByteArray content() const
    {
        QFile in(file());
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    ui::BenchEditor &editor() const { return *session->window().findChild<ui::BenchEditor *>(); }
    ui::BenchForm &form() const { return editor().form(); }
    void press(const char *label) const
    {
        for (auto *button : editor().findChildren<QPushButton *>())
            if (button->text() == QLatin1String(label))
                QTest::mouseClick(button, Qt::LeftButton);
    }
    void type(const char *field, const QString &value) const
    {
        auto *line = qobject_cast<QLineEdit *>(form().field(QString::fromLatin1(field)));
        line->setFocus();
        line->selectAll();
        value.isEmpty() ? QTest::keyClick(line, Qt::Key_Delete) : QTest::keyClicks(line, value);
    }
    void chooseKind(const QString &kind) const
    {
        auto *box = qobject_cast<QComboBox *>(form().field(QStringLiteral("kind")));
        box->setFocus();
        for (int i = 0; i < box->count() && !box->currentData().toString().endsWith(u':' + kind); ++i) {
            box->setCurrentIndex(i);
            Q_EMIT box->activated(i); // as the list does
        }
    }
    /// In the part of the parameters, with keys.
    void chooseParameter(const QString &name) const
    {
        auto *box = qobject_cast<QComboBox *>(form().field(QStringLiteral("parameter")));
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < box->count() && box->currentData().toString() != name; ++i)
            QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(box->currentData().toString(), name);
    }
    QString shown(const char *field) const { return qobject_cast<QLineEdit *>(form().field(QString::fromLatin1(field)))->text(); }
    QString problem(const char *field) const { return form().problem(QString::fromLatin1(field)); }
    QPushButton &saveButton() const { return *editor().findChild<QPushButton *>(QStringLiteral("saveBench")); }
    QStringList devices() const
    {
        QStringList ids;
        for (const auto &device : session->client().bench()->devices)
            ids << device.id;
        return ids;
    }

    QTemporaryDir folder;
    app::StateFolder state;
    std::optional<app::WindowSession> session;
};
} // namespace podium::tests
