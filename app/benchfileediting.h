// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "ui/bench/benchediting.h"

namespace podium::app
{
class LastGood;

/// Edits the text of one bench file, in place.
/// Thread: the GUI's.
class BenchFileEditing : public ui::BenchEditing
{
public:
    /// Saved: called when the file was written.
    BenchFileEditing(QString file, engine::Client client, std::function<void()> saved);

    const std::vector<ui::DeviceKind> &kinds() const override { return m_kinds; }
    QStringList addressExamples() const override;
    ui::EditedText read() const override;
    std::vector<ui::DeviceDraft> devices(const QByteArray &text) const override;
    ui::EditedText changed(const QByteArray &text, int device, const ui::DeviceDraft &draft) const override;
    ui::EditedText added(const QByteArray &text, const ui::DeviceDraft &draft) const override;
    ui::EditedText duplicated(const QByteArray &text, int device, const QString &id) const override;
    ui::EditedText removed(const QByteArray &text, int device) const override;
    std::vector<ui::ParameterField> parameters(const QByteArray &text, int device) const override;
    std::vector<ui::FieldProblem> problems(const QByteArray &text, int device) const override;
    QStringList allProblems(const QByteArray &text) const override;
    QString save(const QByteArray &text, const QByteArray &before) override;
    void test(const ui::DeviceDraft &draft, QObject *context, Answered answered) override;
    void probe(const QString &address, QObject *context, Answered answered) override;

private:
    const ui::SettingField *field(const ui::DeviceDraft &draft, const QString &setting) const;
    QString literal(const ui::DeviceDraft &draft, const QString &setting, const QString &text) const;
    /// Only if nothing but this device (-1: none) says something else than before.
    ui::EditedText checked(const QByteArray &before, const QByteArray &after, int device) const;

    QString m_file;
    engine::Client m_client;
    std::function<void()> m_saved;
    std::vector<ui::DeviceKind> m_kinds;
};
} // namespace podium::app
