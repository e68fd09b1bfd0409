'use client';

import { Component, type ReactNode } from 'react';

/** Shows `plain` where its children cannot be drawn, for example a text nested too deeply for the call stack. */
export class PlainOnError extends Component<{ plain: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.plain : this.props.children;
  }
}
