// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bench/benchediting.h"

#include <QDialog>
#include <QTimer>

class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace podium::ui
{
class BenchForm;
class InlineMessage;
class StopMonitor;

/// The devices of the bench file, and the form of the one that is chosen. Edits are collected in the text of the file, whose
/// difference is shown; nothing is written before Save. Closed, it keeps them.
class BenchEditor : public QDialog
{
    Q_OBJECT

public:
    BenchEditor(BenchEditing &editing, const QString &file, StopMonitor &stops, QWidget *parent = nullptr);

    BenchForm &form() const { return *m_form; }
    QListWidget &devices() const { return *m_devices; }
    InlineMessage &message() const { return *m_message; }
    QPlainTextEdit &difference() const { return *m_difference; }
    bool isChanged() const { return m_text != m_saved; }
    /// Reads the file, unless there are edits that are not saved.
    void readFile();

    void add();
    void duplicate();
    void removeDevice();
    void test();
    void probe();
    void save();
    void discard();
    void leave() { close(); }

protected:
    void showEvent(QShowEvent *event) override;

private:
    QPushButton *button(const QString &text, const QString &explanation, void (BenchEditor::*function)());
    void lay(StopMonitor &stops);
    void take(const EditedText &edited);
    void formEdited();
    void choose(int device);
    void fillList(int current);
    void refresh();
    void check();
    void showDifference();
    void tell(bool isGood, const QString &text);
    QString freeId(const QString &wish) const;

    BenchEditing &m_editing;
    QByteArray m_saved;
    QByteArray m_text;
    int m_current = -1; ///< device whose form is shown
    QListWidget *m_devices;
    BenchForm *m_form;
    InlineMessage *m_message;
    QPlainTextEdit *m_difference;
    QPushButton *m_duplicate;
    QPushButton *m_remove;
    QPushButton *m_test;
    QPushButton *m_probe;
    QPushButton *m_save;
    QPushButton *m_discard;
    QTimer m_checking; ///< a moment after the last key
};
} // namespace podium::ui
