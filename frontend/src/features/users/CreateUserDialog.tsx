import { Button, NativeSelect, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { api } from '@/api/client';
import type { Role } from '@/api/types';
import { useRoleName } from '@/features/account/useRoleName';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { FieldRow, Form } from '@/features/forms/Form';
import { emailField, nameField } from '@/features/forms/schemas';
import { useMessages } from '@/lib/messages/context';
import { useUsersMessages } from '@/lib/messages/studio';
import { fullName } from '@/lib/person';
import { z } from '@/lib/zod';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { USERS_KEY } from './queries';
import { ROLES } from './useUserList';

/** Makes an account for somebody else, and goes there. */
export default function CreateUserDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useUsersMessages();
  return (
    <Dialog opened={opened} title={t.create.title} sub={t.create.sub} onClose={onClose}>
      <CreateUserForm />
    </Dialog>
  );
}

interface CreateValues {
  firstName: string;
  lastName: string;
  email: string;
  role: Role;
}

function CreateUserForm() {
  const t = useMessages();
  const users = useUsersMessages();
  const roleName = useRoleName();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm<CreateValues>({
    resolver: zodResolver(
      z.object({ firstName: nameField(t), lastName: nameField(t), email: emailField(t), role: z.enum(ROLES) }),
    ),
    defaultValues: { firstName: '', lastName: '', email: '', role: 'user' },
  });
  const { errors, isSubmitting } = form.formState;

  async function submit(body: CreateValues) {
    try {
      const user = await api.post('/users', { body });
      await queries.invalidateQueries({ queryKey: [...USERS_KEY, 'list'] });
      showDone(users.create.created(fullName(user)));
      void navigate(`/studio/users/${user.id}`);
    } catch (error) {
      applyError(error, form, ['firstName', 'lastName', 'email', 'role'], t);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={users.create.title}>
      <FieldRow>
        <TextInput
          label={t.auth.firstName}
          autoComplete="off"
          data-autofocus
          error={errors.firstName?.message}
          {...form.register('firstName')}
        />
        <TextInput
          label={t.auth.lastName}
          autoComplete="off"
          error={errors.lastName?.message}
          {...form.register('lastName')}
        />
      </FieldRow>
      <TextInput
        label={t.auth.email}
        type="email"
        inputMode="email"
        autoComplete="off"
        error={errors.email?.message}
        {...form.register('email')}
      />
      <NativeSelect
        label={users.create.role}
        data={ROLES.map((role) => ({ value: role, label: roleName(role) }))}
        error={errors.role?.message}
        {...form.register('role')}
      />
      <DialogActions>
        <Button type="submit" loading={isSubmitting}>
          {users.create.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}
