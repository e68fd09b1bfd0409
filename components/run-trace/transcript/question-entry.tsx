import { User } from 'lucide';
import type { Message } from '#lib/domain/message.ts';
import { type MessageContext, MessageView, messageFields } from '../../conversation/message-view.tsx';
import { Untrusted } from '../../ui/bidi.tsx';
import { Folded, Within } from '../../ui/disclosure.tsx';
import { FieldList } from '../../ui/field-list.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Blocks } from '../blocks.tsx';
import type { Question } from './transcript-entries.ts';
import { Who } from './turn.tsx';

/** More messages than this are counted. */
const SHOWN = 5;

/** What a run was started for, in the user's own words. */
export function QuestionEntry({ question, context }: { question: Exclude<Question, null>; context: MessageContext }) {
  // As high as a short question.
  if (question === 'pending')
    return (
      <div className="min-h-[148px]">
        <Blocks label="Loading the question" />
      </div>
    );
  const { messages } = question;
  const earlier = messages.length - SHOWN;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {earlier > 0 ? (
        <p className="text-meta text-ink-2">
          {earlier} {earlier === 1 ? 'message' : 'messages'} before these were not answered either. The thread has them.
        </p>
      ) : null}
      {messages.slice(-SHOWN).map((message, i) => (
        <Within key={message.id} name={`asked${i + 1}`}>
          <Said message={message} context={context} />
        </Within>
      ))}
    </div>
  );
}

/** A message with its role, for those that no step wrote. */
export function Said({ message, context }: { message: Message; context: MessageContext }) {
  return (
    <div className="min-w-0">
      <Who icon={<Icon of={User} size={14} />} note={message.role === 'user' ? 'asked' : null}>
        {message.role === 'user' ? 'User' : <Untrusted text={message.role} />}
      </Who>
      <MessageView message={message} context={context} listed />
      <Folded
        name="details"
        title="Details"
        look="mt-1.5 text-meta"
        titleLook="w-max cursor-pointer py-[3px] text-ink-2 hover:text-ink"
        always
      >
        <FieldList fields={messageFields(message)} />
      </Folded>
    </div>
  );
}
