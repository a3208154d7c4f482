// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "ui/traffic/linklanguage.h"

#include <QWidget>

#include <vector>

class QAbstractButton;
class QAction;
class QCheckBox;
class QLabel;
class QLayout;
class QLineEdit;

namespace podium::ui
{
class ChoiceField;
class HandLine;
class LinkTraffic;
class TailView;
class TrafficFilter;

/// The traffic of one link, which is chosen from those of the bench: filtered, paused, copied as text or as a program that has
/// the same exchange; below it a line to send a message by hand. Keys: Ctrl+F filters, Ctrl+C copies.
///
/// Nothing is delivered while nobody sees it. A link that is gone stays to be read until it is closed.
/// Thread: the GUI's.
class TrafficPanel : public QWidget
{
    Q_OBJECT

public:
    /// settingsFile: where it is kept how many rows are; empty: nowhere. languages: what is spoken over links that do not speak
    /// text; none: all do.
    explicit TrafficPanel(const engine::Client &client, const QString &settingsFile = {}, LinkLanguages languages = {}, QWidget *parent = nullptr);
    ~TrafficPanel() override;

    /// Chooses the link of this device, as soon as it is known.
    void showDevice(const engine::DeviceId &device);

    TailView &view() const { return *m_view; }
    HandLine &hand() const { return *m_hand; }
    /// Null: none is chosen.
    LinkTraffic *shown() const;
    /// The selected messages, else all that are shown.
    void copy() const;
    void copyScript() const;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildView();
    void fitColumns();
    void nameFilters();
    QLayout *controls();
    QLayout *below();
    void addActions();
    void askForLinks();
    void takeLinks(const std::vector<engine::LinkDescription> &links);
    void fillChoice();
    void choose(int index);
    void closeGone();
    void setRows(int rows);
    void setPaused(bool paused);
    void refresh();
    void refreshCounts();
    std::vector<int> chosenRows() const;

    engine::Client m_client;
    QString m_settingsFile;
    const LinkLanguages m_languages;
    std::vector<std::unique_ptr<LinkTraffic>> m_links;
    TrafficFilter *m_filter;
    TailView *m_view;
    ChoiceField *m_choice;
    ChoiceField *m_way;
    ChoiceField *m_device;
    ChoiceField *m_rows;
    QLineEdit *m_text;
    QCheckBox *m_errors;
    QAbstractButton *m_pause;
    QAbstractButton *m_copy;
    QAbstractButton *m_script;
    QAction *m_scriptAction = nullptr;
    QAbstractButton *m_close;
    QLabel *m_counts;
    HandLine *m_hand;
    engine::DeviceId m_wanted;
};
} // namespace podium::ui
