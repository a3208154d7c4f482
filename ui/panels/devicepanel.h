// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "ui/panels/whyhelp.h"

#include <QFrame>

class QAction;
class QMenu;
class QToolButton;
class QVBoxLayout;

namespace podium::ui
{
class CommandBar;
class DeviceHeader;
class EditBar;
class ImageView;
class ParameterRow;
class PresetStore;

/// What a hand-made panel wants of the rows below what is its own; the names are those of parameters of the device.
struct PanelArrangement {
    QStringList first;          ///< rows above the others, in this order
    QStringList shownLarge;     ///< by the panel itself: what can only be read has no row then
    QStringList switches;       ///< booleans with two buttons in the place of an editor
    bool commandsFirst = false; ///< above the rows
};

/// A device as its description says: head, a row per parameter, its commands. Hand-made panels derive from it.
class DevicePanel : public QFrame
{
    Q_OBJECT

public:
    /// presets: for what moves; null: without.
    DevicePanel(engine::Views &views, const engine::Client &client, const engine::DeviceId &device, QWidget *parent = nullptr,
                PresetStore *presets = nullptr, const PanelArrangement &arrangement = {});

    const engine::DeviceId &device() const { return m_id; }
    /// "Sample X (stage/x)"
    QString title() const;
    DeviceHeader &header() const { return *m_header; }
    const std::vector<ParameterRow *> &rows() const { return m_rows; }
    /// Null for a parameter that has no row here.
    ParameterRow *row(const QString &address) const;
    EditBar &edits() const { return *m_edits; }
    /// Null for a device without commands.
    CommandBar *commands() const { return m_commands; }

    /// Goes into another widget, which may be of another window, with what was typed and with the focus where it was; what
    /// is held (a jog) is let go; it is hidden then, and in no layout. isOut: that is a window of its own.
    void moveInto(QWidget *parent, bool isOut);
    /// Takes in that the device has other parameters, commands or abilities: rows and buttons come and go, and those that stay are
    /// not touched. False: it cannot, nothing was done, and another panel is to be made in its place.
    virtual bool followShape();
    /// What the menu of the panel offers: own window or back, earlier, later, close.
    QMenu *makeMenu();
    void addToMenu(QMenu &menu);

    /// At least as wide as is pleasant to read; panels stand side by side where this fits.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void taskRequested(podium::engine::TaskId task);
    void remedyRequested(podium::ui::Remedy remedy, const QString &device);
    /// A picture is wanted in a window of its own.
    void pictureRequested(podium::ui::ImageView &picture);
    void closeRequested();
    /// Into a window of its own; if it is in one, back.
    void windowRequested();
    /// By so many places among the panels.
    void shiftRequested(int by);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    /// A row below those that are there; its title says which device it is of if that is another one.
    ParameterRow &addRow(const engine::Address &address);
    /// Of a device that is not there any more.
    void removeRow(ParameterRow &row);
    /// To be called after the last row.
    void alignRows();
    /// A widget of the panel's own between head and rows.
    void addAbove(QWidget *widget);
    engine::Views &views() const { return m_views; }
    const engine::Client &client() const { return m_client; }

private:
    /// The parameters of this device that have a row, in their order.
    QStringList rowNames() const;
    void addRows();
    void followRows();
    ParameterRow &insertRow(const engine::Address &address, qsizetype place);
    void addCommands();
    void addCollecting();
    void addActions();
    void setOut(bool isOut);
    void setLatched(bool latched, const QString &by = {});

    engine::Views &m_views;
    engine::Client m_client;
    const engine::DeviceId m_id;
    const PanelArrangement m_arrangement;
    PresetStore *m_presets;
    Latch m_latch;
    DeviceHeader *m_header = nullptr;
    QVBoxLayout *m_above = nullptr;
    QVBoxLayout *m_body = nullptr;
    std::vector<ParameterRow *> m_rows;
    EditBar *m_edits;
    QToolButton *m_collect;
    CommandBar *m_commands = nullptr;
    QToolButton *m_ownWindow;
    QAction *m_window;
    QAction *m_earlier;
    QAction *m_later;
};
} // namespace podium::ui
